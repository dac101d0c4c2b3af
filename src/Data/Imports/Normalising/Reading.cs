namespace Lintel.Data.Imports;

/// <summary>What a normaliser made of one raw value: a value, nothing, or the reason why it cannot be read.</summary>
internal readonly record struct Reading(object? Value, string? Code, string? Problem)
{
    /// <summary>The source does not say.</summary>
    public static readonly Reading Nothing;

    public static Reading Of(object value) => new(value, Code: null, Problem: null);

    public static Reading Refuse(string code, string problem) => new(Value: null, code, problem);

    public static Reading Malformed(string raw, string expected) => Refuse("UNREADABLE_VALUE", $"{Quote(raw)} is not {expected}.");

    /// <summary>A raw value as messages show it; the whole of it stands in the quarantine beside.</summary>
    public static string Quote(string raw) => raw.Length <= 80 ? $"“{raw}”" : $"“{raw[..80]}…”";
}

/// <summary>The codes a quarantined row can carry besides those of a format's own reject rules.</summary>
internal static class QuarantineCodes
{
    public const string RepeatedHeader = "REPEATED_HEADER";
    public const string DuplicateId = "DUPLICATE_ID";
    public const string WrongColumnCount = "WRONG_COLUMN_COUNT";
    public const string MalformedRow = "MALFORMED_ROW";
    public const string UnreadableCharacters = "UNREADABLE_CHARACTERS";
    public const string PriceMismatch = "PRICE_MISMATCH";
    public const string ListingNumberTaken = "LISTING_NUMBER_TAKEN";
}
