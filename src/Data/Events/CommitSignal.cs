namespace Lintel.Data;

/// <summary>Tells this process's <see cref="EventFeed"/> that a transaction with events of a brand has committed.</summary>
public sealed class CommitSignal
{
    /// <summary>Set by the one feed of the process; without a feed nobody needs to know.</summary>
    internal Action<Guid>? Committed { get; set; }

    internal void Raise(Guid brandId) => Committed?.Invoke(brandId);
}
