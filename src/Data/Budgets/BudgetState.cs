namespace Lintel.Data;

/// <summary>A viewer's budget at one instant.</summary>
/// <param name="Remaining">Points that are left.</param>
/// <param name="UntilFull">How long until it is full again, if nothing more is taken.</param>
public readonly record struct BudgetState(long Remaining, TimeSpan UntilFull);
