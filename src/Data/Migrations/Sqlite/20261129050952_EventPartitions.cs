using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lintel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EventPartitions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_events_brand_id_subject_subject_id_sequence",
                table: "events");

            migrationBuilder.AddColumn<long>(
                name: "swept",
                table: "event_counters",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "ix_events_brand_id_actor_account_id_sequence",
                table: "events",
                columns: new[] { "brand_id", "actor_account_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_events_brand_id_kind_sequence",
                table: "events",
                columns: new[] { "brand_id", "kind", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_events_brand_id_occurred_at_sequence",
                table: "events",
                columns: new[] { "brand_id", "occurred_at", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_events_brand_id_subject_id_sequence",
                table: "events",
                columns: new[] { "brand_id", "subject_id", "sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_events_brand_id_actor_account_id_sequence",
                table: "events");

            migrationBuilder.DropIndex(
                name: "ix_events_brand_id_kind_sequence",
                table: "events");

            migrationBuilder.DropIndex(
                name: "ix_events_brand_id_occurred_at_sequence",
                table: "events");

            migrationBuilder.DropIndex(
                name: "ix_events_brand_id_subject_id_sequence",
                table: "events");

            migrationBuilder.DropColumn(
                name: "swept",
                table: "event_counters");

            migrationBuilder.CreateIndex(
                name: "ix_events_brand_id_subject_subject_id_sequence",
                table: "events",
                columns: new[] { "brand_id", "subject", "subject_id", "sequence" });
        }
    }
}
