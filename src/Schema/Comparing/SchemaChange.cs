namespace Lintel.Schema.Comparing;

/// <summary>What a change of the schema means for those who use it.</summary>
public enum ChangeKind
{
    /// <summary>Nobody's operation notices.</summary>
    Safe,

    /// <summary>A role sees or may do more than before: for a reviewer to want or not.</summary>
    Widened,

    /// <summary>Every operation stays valid, but a caller may meet what it has not met before, or another default.</summary>
    Dangerous,

    /// <summary>An operation that worked is refused, or answers with less or otherwise.</summary>
    Breaking,
}

/// <summary>One difference between two schemas, at one coordinate.</summary>
public sealed record SchemaChange(string Coordinate, ChangeKind Kind, string Text);
