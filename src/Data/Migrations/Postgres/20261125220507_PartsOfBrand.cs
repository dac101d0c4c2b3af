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
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "brand_id",
                table: "media",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "brand_id",
                table: "listing_prices",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "brand_id",
                table: "deal_tasks",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "brand_id",
                table: "client_needs",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));
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
