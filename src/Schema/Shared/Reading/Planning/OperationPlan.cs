namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// How an operation, or one field of it, is read: the statements and how their rows become the answer. It holds nothing of the request it was
/// made for, so it serves every request that gives the planner's questions the same answers.
/// </summary>
internal sealed class OperationPlan
{
    public required IReadOnlyList<Level> Levels { get; init; }
    public required IReadOnlyList<PlannedStatement> Statements { get; init; }

    /// <summary>Points of the answer beside those of its levels.</summary>
    public required long Cost { get; init; }

    /// <summary>How the answer is written, from its first byte to its last.</summary>
    public required IReadOnlyList<GroupPart> Shape { get; init; }
}
