using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HostedAuth.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AttemptLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "FailedTries",
                table: "one_time_codes",
                newName: "Tries");

            migrationBuilder.AddColumn<long>(
                name: "SpentAt",
                table: "one_time_codes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "attempt_counters",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "TEXT", maxLength: 55, nullable: false),
                    UserId = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    WindowEndsAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempt_counters", x => new { x.PoolId, x.UserId, x.Act });
                });

            migrationBuilder.CreateIndex(
                name: "IX_attempt_counters_WindowEndsAt",
                table: "attempt_counters",
                column: "WindowEndsAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attempt_counters");

            migrationBuilder.DropColumn(
                name: "SpentAt",
                table: "one_time_codes");

            migrationBuilder.RenameColumn(
                name: "Tries",
                table: "one_time_codes",
                newName: "FailedTries");
        }
    }
}
