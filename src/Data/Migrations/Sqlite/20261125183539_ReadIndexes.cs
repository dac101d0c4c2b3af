using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lintel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReadIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_status_district_list_price_fen",
                table: "listings");

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_modified_at_id",
                table: "listings",
                columns: new[] { "brand_id", "modified_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_status_district_list_price_fen_id",
                table: "listings",
                columns: new[] { "brand_id", "status", "district", "list_price_fen", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_brand_id_modified_at_id",
                table: "deals",
                columns: new[] { "brand_id", "modified_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clients_brand_id_modified_at_id",
                table: "clients",
                columns: new[] { "brand_id", "modified_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_modified_at_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_status_district_list_price_fen_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_deals_brand_id_modified_at_id",
                table: "deals");

            migrationBuilder.DropIndex(
                name: "ix_clients_brand_id_modified_at_id",
                table: "clients");

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_status_district_list_price_fen",
                table: "listings",
                columns: new[] { "brand_id", "status", "district", "list_price_fen" });
        }
    }
}
