using Lintel.Domain.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Reports;

internal sealed class AgentPerformanceConfiguration : IEntityTypeConfiguration<AgentPerformance>
{
    // Sums of bigint are numeric on PostgreSQL, hence the casts; both databases read the same text.
    // An agent's month in a store is one row and of no team, also when the agent changed teams in it.
    private const string Sql = """
        SELECT agent_id, month, brand_id, region_id, franchise_id, store_id,
               CAST(NULL AS uuid) AS team_id,
               CAST(SUM(showings_total) AS bigint) AS showings_total,
               CAST(SUM(deals_closed) AS bigint) AS deals_closed,
               CAST(SUM(commission_fen) AS bigint) AS commission_fen
        FROM (
          SELECT agent_id, shown_month AS month, brand_id, region_id, franchise_id, store_id,
                 COUNT(*) AS showings_total, 0 AS deals_closed, 0 AS commission_fen
          FROM showings
          WHERE status = 'COMPLETED'
          GROUP BY agent_id, shown_month, brand_id, region_id, franchise_id, store_id
          UNION ALL
          SELECT agent_id, closed_month, brand_id, region_id, franchise_id, store_id,
                 0, COUNT(*), SUM(commission_fen)
          FROM deals
          WHERE stage = 'CLOSED'
          GROUP BY agent_id, closed_month, brand_id, region_id, franchise_id, store_id
        ) AS achieved
        GROUP BY agent_id, month, brand_id, region_id, franchise_id, store_id
        """;

    public void Configure(EntityTypeBuilder<AgentPerformance> builder)
    {
        builder.HasNoKey().ToSqlQuery(Sql);
        builder.HasOne(row => row.Agent).WithMany().HasForeignKey(row => row.AgentId);
    }
}
