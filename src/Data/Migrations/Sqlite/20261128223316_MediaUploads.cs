using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lintel.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sha256",
                table: "media",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "upload_id",
                table: "media",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "media_uploads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    media_category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    byte_length = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    short_description = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: true),
                    attached_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
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
