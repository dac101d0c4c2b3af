namespace Lintel.Schema.Shared.Costing;

/// <summary>What is taken for one operation that the engine runs.</summary>
/// <param name="isOnlyPriced">Nothing is taken and nothing runs: the price is asked for.</param>
internal sealed class OperationCharge(bool isOnlyPriced)
{
    public bool IsOnlyPriced => isOnlyPriced;

    /// <summary>The price; null: the operation was refused before it had one.</summary>
    public long? Price { get; set; }

    /// <summary>The price was taken.</summary>
    public bool IsTaken { get; set; }
}
