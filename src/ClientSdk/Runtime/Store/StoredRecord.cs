namespace Lintel.Client.Store;

/// <summary>
/// One entity, or the answer of one root field. A value is the JSON of a leaf (<c>byte[]</c>), a <see cref="Reference"/>, the fields of an object without
/// identity (<c>Dictionary</c>), or a list of these (<c>object[]</c>).
/// </summary>
internal sealed class StoredRecord(string key)
{
    public string Key { get; } = key;

    public Dictionary<string, object> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>How many watched queries show it.</summary>
    public int Watchers { get; set; }

    public static bool Same(object? one, object? other) =>
        (one, other) switch
        {
            (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
            (Reference a, Reference b) => a == b,
            (object[] a, object[] b) => a.Length == b.Length && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
            (Dictionary<string, object> a, Dictionary<string, object> b) => a.Count == b.Count
                && a.All(field => b.TryGetValue(field.Key, out var value) && Same(field.Value, value)),
            _ => false,
        };
}

/// <summary>Another record, by its key.</summary>
internal sealed record Reference(string Key);
