using Lintel.Domain.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Reports;

internal sealed class StorePerformanceConfiguration : IEntityTypeConfiguration<StorePerformance>
{
    // A store's row is of no team: a scope of a team sees none of it.
    private const string Sql = """
        SELECT store_id, month, brand_id, region_id, franchise_id,
               CAST(NULL AS uuid) AS team_id,
               CAST(SUM(showings_total) AS bigint) AS showings_total,
               CAST(SUM(deals_closed) AS bigint) AS deals_closed,
               CAST(SUM(commission_fen) AS bigint) AS commission_fen
        FROM (
          SELECT store_id, shown_month AS month, brand_id, region_id, franchise_id,
                 COUNT(*) AS showings_total, 0 AS deals_closed, 0 AS commission_fen
          FROM showings
          WHERE status = 'COMPLETED'
          GROUP BY store_id, shown_month, brand_id, region_id, franchise_id
          UNION ALL
          SELECT store_id, closed_month, brand_id, region_id, franchise_id,
                 0, COUNT(*), SUM(commission_fen)
          FROM deals
          WHERE stage = 'CLOSED'
          GROUP BY store_id, closed_month, brand_id, region_id, franchise_id
        ) AS achieved
        GROUP BY store_id, month, brand_id, region_id, franchise_id
        """;

    public void Configure(EntityTypeBuilder<StorePerformance> builder)
    {
        builder.HasNoKey().ToSqlQuery(Sql);
        builder.HasOne(row => row.Store).WithMany().HasForeignKey(row => row.StoreId);
    }
}
