using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Explaining;

/// <summary>What a role may do with one element.</summary>
internal enum AccessDecision
{
    /// <summary>Clear, wherever its row is seen.</summary>
    Granted,

    /// <summary>On some rows only, or masked on some.</summary>
    Partial,

    /// <summary>Not at all: the operation is refused.</summary>
    Denied,
}

/// <summary>One grant of the role: how far, how masked, and the rows it reaches as they are selected in SQL.</summary>
internal sealed record GrantExplanation(Scope Scope, Mask Mask, string? Rows);

internal sealed record ElementExplanation(string Coordinate, AccessDecision Decision, IReadOnlyList<GrantExplanation> Grants);

/// <summary>Why an operation was refused before anything ran.</summary>
internal sealed record RefusalExplanation(string? Code, string Message);

/// <summary>Whether an operation would run, and what decides it.</summary>
internal sealed record AccessExplanation(bool IsAllowed, IReadOnlyList<RefusalExplanation> Refusals, IReadOnlyList<ElementExplanation> Elements);
