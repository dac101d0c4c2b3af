using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lintel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MediaUploads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "content_type",
                table: "media",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sha256",
                table: "media",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "upload_id",
                table: "media",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "media_uploads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    brand_id = table.Column<Guid>(type: "uuid", nullable: false),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    media_category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    content_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    byte_length = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    short_description = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attached_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_uploads", x => x.id);
                    table.ForeignKey(
                        name: "fk_media_uploads_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_media_uploads_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_media_upload_id",
                table: "media",
                column: "upload_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_media_uploads_account_id_expires_at",
                table: "media_uploads",
                columns: new[] { "account_id", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "ix_media_uploads_expires_at",
                table: "media_uploads",
                column: "expires_at",
                filter: "attached_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_media_uploads_listing_id_expires_at",
                table: "media_uploads",
                columns: new[] { "listing_id", "expires_at" });

            migrationBuilder.AddForeignKey(
                name: "fk_media_media_uploads_upload_id",
                table: "media",
                column: "upload_id",
                principalTable: "media_uploads",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_media_media_uploads_upload_id",
                table: "media");

            migrationBuilder.DropTable(
                name: "media_uploads");

            migrationBuilder.DropIndex(
                name: "ix_media_upload_id",
                table: "media");

            migrationBuilder.DropColumn(
                name: "content_type",
                table: "media");

            migrationBuilder.DropColumn(
                name: "sha256",
                table: "media");

            migrationBuilder.DropColumn(
                name: "upload_id",
                table: "media");
        }
    }
}
