namespace Lintel.Client;

/// <summary>How much the entity store of a client keeps.</summary>
public sealed class StoreOptions
{
    /// <summary>
    /// The records kept: entities, and the answers of root fields. Beyond it the longest unused go, never those that a watched query shows. Default: 10,000.
    /// </summary>
    public int MostRecords { get; set; } = 10_000;
}
