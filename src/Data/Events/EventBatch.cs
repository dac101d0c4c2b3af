namespace Lintel.Data;

/// <summary>Events as a follower is handed them.</summary>
/// <param name="Events">In order; none: nothing happened, but something may have changed for who follows.</param>
/// <param name="AccessEpoch">
/// The access epoch (ADR 19), read after the events: whoever could not see one of them any more when it was committed, is known by this number.
/// </param>
public sealed record EventBatch(IReadOnlyList<LoggedEvent> Events, long AccessEpoch);
