namespace Lintel.Data.Imports;

/// <summary>What a normaliser made of one raw value: a value, nothing, or the reason why it cannot be read.</summary>
internal readonly record struct Reading(object? Value, string? Code, string? Problem)
{
    /// <summary>The source does not say.</summary>
    public static readonly Reading Nothing;

    public static Reading Of(object value) => new(value, Code: null, Problem: null);

    public static Reading Refuse(string code, string problem) => new(Value: null, code, problem);

    public static Reading Malformed(string raw, string expected) => Refuse(QuarantineCodes.UnreadableValue, $"{Quote(raw)} is not {expected}.");

    /// <summary>A raw value as messages show it; the whole of it stands in the quarantine beside.</summary>
    public static string Quote(string raw) => raw.Length <= 80 ? $"“{raw}”" : $"“{raw[..80]}…”";
}
