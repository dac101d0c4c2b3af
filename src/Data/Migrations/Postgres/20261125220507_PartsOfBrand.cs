using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lintel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PartsOfBrand : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "brand_id",
                table: "quarantined_rows",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "brand_id",
                table: "media",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "brand_id",
                table: "listing_prices",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "brand_id",
                table: "deal_tasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "brand_id",
                table: "client_needs",
                type: "uuid",
                nullable: true);

            migrationBuilder.Sql(PartsOfBrandBackfill.Sql);

            foreach (var table in new[] { "quarantined_rows", "media", "listing_prices", "deal_tasks", "client_needs" })
            {
                migrationBuilder.AlterColumn<Guid>(
                    name: "brand_id",
                    table: table,
                    type: "uuid",
                    nullable: false,
                    oldClrType: typeof(Guid),
                    oldType: "uuid",
                    oldNullable: true);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "brand_id",
                table: "quarantined_rows");

            migrationBuilder.DropColumn(
                name: "brand_id",
                table: "media");

            migrationBuilder.DropColumn(
                name: "brand_id",
                table: "listing_prices");

            migrationBuilder.DropColumn(
                name: "brand_id",
                table: "deal_tasks");

            migrationBuilder.DropColumn(
                name: "brand_id",
                table: "client_needs");
        }
    }
}
