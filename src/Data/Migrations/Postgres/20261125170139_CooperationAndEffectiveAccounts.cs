using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lintel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CooperationAndEffectiveAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_accounts_brand_id",
                table: "accounts");

            migrationBuilder.DropIndex(
                name: "ix_accounts_subject",
                table: "accounts");

            migrationBuilder.RenameColumn(
                name: "role_version",
                table: "accounts",
                newName: "version");

            migrationBuilder.RenameColumn(
                name: "closed_at",
                table: "accounts",
                newName: "effective_until");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "effective_from",
                table: "accounts",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.CreateTable(
                name: "cooperations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    brand_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_id = table.Column<Guid>(type: "uuid", nullable: false),
                    franchise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    valid_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cooperations", x => x.id);
                    table.ForeignKey(
                        name: "fk_cooperations_offices_partner_store_id",
                        column: x => x.partner_store_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cooperations_offices_store_id",
                        column: x => x.store_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_brand_id_created_at",
                table: "accounts",
                columns: new[] { "brand_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_franchise_id",
                table: "accounts",
                column: "franchise_id");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_store_id",
                table: "accounts",
                column: "store_id");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_subject_effective_from",
                table: "accounts",
                columns: new[] { "subject", "effective_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cooperations_brand_id_created_at",
                table: "cooperations",
                columns: new[] { "brand_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cooperations_partner_store_id_valid_until",
                table: "cooperations",
                columns: new[] { "partner_store_id", "valid_until" });

            migrationBuilder.CreateIndex(
                name: "ix_cooperations_store_id",
                table: "cooperations",
                column: "store_id");

            migrationBuilder.AddForeignKey(
                name: "fk_accounts_offices_franchise_id",
                table: "accounts",
                column: "franchise_id",
                principalTable: "offices",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_accounts_offices_store_id",
                table: "accounts",
                column: "store_id",
                principalTable: "offices",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_accounts_offices_franchise_id",
                table: "accounts");

            migrationBuilder.DropForeignKey(
                name: "fk_accounts_offices_store_id",
                table: "accounts");

            migrationBuilder.DropTable(
                name: "cooperations");

            migrationBuilder.DropIndex(
                name: "ix_accounts_brand_id_created_at",
                table: "accounts");

            migrationBuilder.DropIndex(
                name: "ix_accounts_franchise_id",
                table: "accounts");

            migrationBuilder.DropIndex(
                name: "ix_accounts_store_id",
                table: "accounts");

            migrationBuilder.DropIndex(
                name: "ix_accounts_subject_effective_from",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "effective_from",
                table: "accounts");

            migrationBuilder.RenameColumn(
                name: "version",
                table: "accounts",
                newName: "role_version");

            migrationBuilder.RenameColumn(
                name: "effective_until",
                table: "accounts",
                newName: "closed_at");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_brand_id",
                table: "accounts",
                column: "brand_id");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_subject",
                table: "accounts",
                column: "subject",
                unique: true);
        }
    }
}
