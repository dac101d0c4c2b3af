using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lintel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class VersionChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "version_changes",
                columns: table => new
                {
                    row_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    previous_version = table.Column<long>(type: "INTEGER", nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    properties = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_version_changes", x => new { x.row_id, x.version, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_version_changes_changed_at",
                table: "version_changes",
                column: "changed_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "version_changes");
        }
    }
}
