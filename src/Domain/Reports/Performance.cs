using Lintel.Domain.Organisation;

namespace Lintel.Domain.Reports;

/// <summary>
/// What one agent achieved in one month (capability 62): completed showings by the day shown, closed deals and
/// their commission by the day closed. Counted from the raw rows at every read; never stored.
/// </summary>
public sealed class AgentPerformance : IPlaced
{
    private AgentPerformance() { }

    public Guid AgentId { get; private set; }
    public Agent Agent { get; private set; } = null!; // EF navigation

    /// <summary>The first day of the month.</summary>
    public DateOnly Month { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid RegionId { get; private set; }
    public Guid FranchiseId { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid? TeamId { get; private set; }
    public long ShowingsTotal { get; private set; }
    public long DealsClosed { get; private set; }
    public long CommissionFen { get; private set; }
}

/// <summary>What one store achieved in one month: the sum over the showings and deals the store holds.</summary>
public sealed class StorePerformance : IPlaced
{
    private StorePerformance() { }

    public Guid StoreId { get; private set; }
    public Office Store { get; private set; } = null!; // EF navigation

    /// <summary>The first day of the month.</summary>
    public DateOnly Month { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid RegionId { get; private set; }
    public Guid FranchiseId { get; private set; }
    public Guid? TeamId { get; private set; }
    public long ShowingsTotal { get; private set; }
    public long DealsClosed { get; private set; }
    public long CommissionFen { get; private set; }
}
