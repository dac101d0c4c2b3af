using Lintel.Domain.Reports;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Reports;

internal sealed class StorePerformanceType : EntityType<StorePerformance>
{
    public StorePerformanceType()
        : base(
            "StorePerformance",
            "What one store achieved in one month, counted from the raw rows at every read."
        )
    {
        RowsFor(PerformanceAccess.StoreRows);
        Computed(month => month.Month, month => month.StoreId);
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
        One("store", month => month.Store, WithRow, "The store.");
    }
}
