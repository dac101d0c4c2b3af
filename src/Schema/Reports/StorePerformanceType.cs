using Lintel.Domain.Reports;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Reports;

internal sealed class StorePerformanceType : EntityType<StorePerformance>
{
    public StorePerformanceType()
        : base("StorePerformance", "What one store achieved in one month, counted from the raw rows at every read.")
    {
        RowsFor(PerformanceAccess.StoreRows);
        Computed(m => m.Month, m => m.StoreId);
        OrderedBy(("month", true));
        Date("month", m => m.Month, WithRow, "The first day of the month.").Filter().Order();
        Long("showings", m => m.ShowingsTotal, WithRow, "Completed showings, by the day shown.").Filter().Order();
        Long("dealsClosed", m => m.DealsClosed, WithRow, "Deals closed, by the day closed.").Filter().Order();
        Money("commission", m => m.CommissionFen, WithRow, "Commission of those deals in yuan.").Filter().Order();
        One("store", m => m.Store, WithRow, "The store.");
    }
}
