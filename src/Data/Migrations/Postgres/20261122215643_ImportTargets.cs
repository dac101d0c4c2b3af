using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lintel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ImportTargets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_import_runs_brand_id_format_file_hash", table: "import_runs");

            migrationBuilder.AddColumn<bool>(name: "show_anytime", table: "listings", type: "boolean", nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "office_id",
                table: "import_runs",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000")
            );

            migrationBuilder.AlterColumn<string>(
                name: "source_key",
                table: "communities",
                type: "character varying(240)",
                maxLength: 240,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(120)",
                oldMaxLength: 120,
                oldNullable: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_import_runs_office_id_file_hash_format",
                table: "import_runs",
                columns: new[] { "office_id", "file_hash", "format" }
            );

            migrationBuilder.AddForeignKey(
                name: "fk_import_runs_offices_office_id",
                table: "import_runs",
                column: "office_id",
                principalTable: "offices",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(name: "fk_import_runs_offices_office_id", table: "import_runs");

            migrationBuilder.DropIndex(name: "ix_import_runs_office_id_file_hash_format", table: "import_runs");

            migrationBuilder.DropColumn(name: "show_anytime", table: "listings");

            migrationBuilder.DropColumn(name: "office_id", table: "import_runs");

            migrationBuilder.AlterColumn<string>(
                name: "source_key",
                table: "communities",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(240)",
                oldMaxLength: 240,
                oldNullable: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_import_runs_brand_id_format_file_hash",
                table: "import_runs",
                columns: new[] { "brand_id", "format", "file_hash" }
            );
        }
    }
}
