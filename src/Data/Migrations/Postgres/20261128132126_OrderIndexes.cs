using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lintel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OrderIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_communities_district_mls_area_major",
                table: "communities");

            migrationBuilder.DropIndex(
                name: "ix_communities_name",
                table: "communities");

            migrationBuilder.DropIndex(
                name: "ix_agents_brand_id_member_full_name",
                table: "agents");

            migrationBuilder.CreateIndex(
                name: "ix_showings_brand_id_shown_at_id",
                table: "showings",
                columns: new[] { "brand_id", "shown_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_showings_brand_id_shown_on_id",
                table: "showings",
                columns: new[] { "brand_id", "shown_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_showings_franchise_id_shown_at_id",
                table: "showings",
                columns: new[] { "franchise_id", "shown_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_bedrooms_total_id",
                table: "listings",
                columns: new[] { "brand_id", "bedrooms_total", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_close_price_fen_id",
                table: "listings",
                columns: new[] { "brand_id", "close_price_fen", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_district_id",
                table: "listings",
                columns: new[] { "brand_id", "district", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_follower_count_id",
                table: "listings",
                columns: new[] { "brand_id", "follower_count", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_living_area_dm2_id",
                table: "listings",
                columns: new[] { "brand_id", "living_area_dm2", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_metro_distance_meters_id",
                table: "listings",
                columns: new[] { "brand_id", "metro_distance_meters", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_mls_area_major_id",
                table: "listings",
                columns: new[] { "brand_id", "mls_area_major", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_on_market_on_id",
                table: "listings",
                columns: new[] { "brand_id", "on_market_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_owner_phone_index",
                table: "listings",
                columns: new[] { "brand_id", "owner_phone_index" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_showing_count_id",
                table: "listings",
                columns: new[] { "brand_id", "showing_count", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_year_built_id",
                table: "listings",
                columns: new[] { "brand_id", "year_built", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_brand_id_closed_on_id",
                table: "deals",
                columns: new[] { "brand_id", "closed_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_brand_id_opened_on_id",
                table: "deals",
                columns: new[] { "brand_id", "opened_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_brand_id_price_fen_id",
                table: "deals",
                columns: new[] { "brand_id", "price_fen", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_brand_id_signed_on_id",
                table: "deals",
                columns: new[] { "brand_id", "signed_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_franchise_id_modified_at_id",
                table: "deals",
                columns: new[] { "franchise_id", "modified_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_communities_district_id",
                table: "communities",
                columns: new[] { "district", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_communities_mls_area_major_id",
                table: "communities",
                columns: new[] { "mls_area_major", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_communities_name_id",
                table: "communities",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_communities_year_built_id",
                table: "communities",
                columns: new[] { "year_built", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clients_brand_id_full_name",
                table: "clients",
                columns: new[] { "brand_id", "full_name" });

            migrationBuilder.CreateIndex(
                name: "ix_clients_brand_id_identity_number_index",
                table: "clients",
                columns: new[] { "brand_id", "identity_number_index" });

            migrationBuilder.CreateIndex(
                name: "ix_clients_brand_id_last_contact_at_id",
                table: "clients",
                columns: new[] { "brand_id", "last_contact_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clients_franchise_id_modified_at_id",
                table: "clients",
                columns: new[] { "franchise_id", "modified_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_brand_id_occurred_at_sequence",
                table: "audit_entries",
                columns: new[] { "brand_id", "occurred_at", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_agents_brand_id_joined_on_id",
                table: "agents",
                columns: new[] { "brand_id", "joined_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_agents_brand_id_member_full_name_id",
                table: "agents",
                columns: new[] { "brand_id", "member_full_name", "id" });

            // The formula of Listing.unitPrice as the graph writes it: EF Core's model knows no index over a formula.
            migrationBuilder.Sql(
                """
                CREATE INDEX ix_listings_brand_id_unit_price_id ON listings
                    (brand_id, (((list_price_fen * 200) + living_area_dm2) / (2 * living_area_dm2)), id)
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX ix_listings_brand_id_unit_price_id");

            migrationBuilder.DropIndex(
                name: "ix_showings_brand_id_shown_at_id",
                table: "showings");

            migrationBuilder.DropIndex(
                name: "ix_showings_brand_id_shown_on_id",
                table: "showings");

            migrationBuilder.DropIndex(
                name: "ix_showings_franchise_id_shown_at_id",
                table: "showings");

            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_bedrooms_total_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_close_price_fen_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_district_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_follower_count_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_living_area_dm2_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_metro_distance_meters_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_mls_area_major_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_on_market_on_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_owner_phone_index",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_showing_count_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_listings_brand_id_year_built_id",
                table: "listings");

            migrationBuilder.DropIndex(
                name: "ix_deals_brand_id_closed_on_id",
                table: "deals");

            migrationBuilder.DropIndex(
                name: "ix_deals_brand_id_opened_on_id",
                table: "deals");

            migrationBuilder.DropIndex(
                name: "ix_deals_brand_id_price_fen_id",
                table: "deals");

            migrationBuilder.DropIndex(
                name: "ix_deals_brand_id_signed_on_id",
                table: "deals");

            migrationBuilder.DropIndex(
                name: "ix_deals_franchise_id_modified_at_id",
                table: "deals");

            migrationBuilder.DropIndex(
                name: "ix_communities_district_id",
                table: "communities");

            migrationBuilder.DropIndex(
                name: "ix_communities_mls_area_major_id",
                table: "communities");

            migrationBuilder.DropIndex(
                name: "ix_communities_name_id",
                table: "communities");

            migrationBuilder.DropIndex(
                name: "ix_communities_year_built_id",
                table: "communities");

            migrationBuilder.DropIndex(
                name: "ix_clients_brand_id_full_name",
                table: "clients");

            migrationBuilder.DropIndex(
                name: "ix_clients_brand_id_identity_number_index",
                table: "clients");

            migrationBuilder.DropIndex(
                name: "ix_clients_brand_id_last_contact_at_id",
                table: "clients");

            migrationBuilder.DropIndex(
                name: "ix_clients_franchise_id_modified_at_id",
                table: "clients");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_brand_id_occurred_at_sequence",
                table: "audit_entries");

            migrationBuilder.DropIndex(
                name: "ix_agents_brand_id_joined_on_id",
                table: "agents");

            migrationBuilder.DropIndex(
                name: "ix_agents_brand_id_member_full_name_id",
                table: "agents");

            migrationBuilder.CreateIndex(
                name: "ix_communities_district_mls_area_major",
                table: "communities",
                columns: new[] { "district", "mls_area_major" });

            migrationBuilder.CreateIndex(
                name: "ix_communities_name",
                table: "communities",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_agents_brand_id_member_full_name",
                table: "agents",
                columns: new[] { "brand_id", "member_full_name" });
        }
    }
}
