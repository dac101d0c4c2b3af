using Lintel.Domain.Reports;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Reports;

internal sealed class AgentPerformanceType : EntityType<AgentPerformance>
{
    public AgentPerformanceType()
        : base(
            "AgentPerformance",
            "What one agent achieved in one month for one store, counted from the raw rows at every read."
        )
    {
        RowsFor(
            PerformanceAccess.AgentRows,
            own: (month, viewer) => month.AgentId == viewer.AgentId
        );
        Computed(month => month.Month, month => month.AgentId, month => month.StoreId);
        OrderedBy(("month", true));
        Date("month", month => month.Month, WithRow, "The first day of the month.")
            .Filter()
            .Order();
        Long(
                "showings",
                month => month.ShowingsTotal,
                WithRow,
                "Completed showings, by the day shown."
            )
            .Filter()
            .Order();
        Long("dealsClosed", month => month.DealsClosed, WithRow, "Deals closed, by the day closed.")
            .Filter()
            .Order();
        Money(
                "commission",
                month => month.CommissionFen,
                WithRow,
                "Commission of those deals in yuan."
            )
            .Filter()
            .Order();
        One("agent", month => month.Agent, WithRow, "The agent.");
    }
}
