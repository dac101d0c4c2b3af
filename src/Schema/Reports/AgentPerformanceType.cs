using Lintel.Domain.Reports;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Reports;

internal sealed class AgentPerformanceType : EntityType<AgentPerformance>
{
    public AgentPerformanceType()
        : base("AgentPerformance", "What one agent achieved in one month for one store, counted from the raw rows at every read.")
    {
        RowsFor(PerformanceAccess.AgentRows, own: (month, viewer) => month.AgentId == viewer.AgentId);
        Computed(m => m.Month, m => m.AgentId, m => m.StoreId);
        OrderedBy(("month", true));
        Date("month", m => m.Month, WithRow, "The first day of the month.").Filter().Order();
        Long("showings", m => m.ShowingsTotal, WithRow, "Completed showings, by the day shown.").Filter().Order();
        Long("dealsClosed", m => m.DealsClosed, WithRow, "Deals closed, by the day closed.").Filter().Order();
        Money("commission", m => m.CommissionFen, WithRow, "Commission of those deals in yuan.").Filter().Order();
        One("agent", m => m.Agent, WithRow, "The agent.");
    }
}
