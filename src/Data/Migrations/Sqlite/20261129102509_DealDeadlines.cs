using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lintel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DealDeadlines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_loan_delay_told",
                table: "deals",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "told",
                table: "deal_tasks",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_deals_stage_changed_at_waiting_for_loan",
                table: "deals",
                column: "stage_changed_at",
                filter: "stage = 'FUNDED' AND payment_type = 'LOAN'");

            migrationBuilder.CreateIndex(
                name: "ix_deal_tasks_told_due_on",
                table: "deal_tasks",
                columns: new[] { "told", "due_on" },
                filter: "status = 'OPEN'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_deals_stage_changed_at_waiting_for_loan",
                table: "deals");

            migrationBuilder.DropIndex(
                name: "ix_deal_tasks_told_due_on",
                table: "deal_tasks");

            migrationBuilder.DropColumn(
                name: "is_loan_delay_told",
                table: "deals");

            migrationBuilder.DropColumn(
                name: "told",
                table: "deal_tasks");
        }
    }
}
