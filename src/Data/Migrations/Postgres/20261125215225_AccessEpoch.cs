using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lintel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AccessEpoch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "access_epoch",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_epoch", x => x.id);
                });

            migrationBuilder.InsertData(
                table: "access_epoch",
                columns: new[] { "id", "value" },
                values: new object[] { 1, 1L });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_epoch");
        }
    }
}
