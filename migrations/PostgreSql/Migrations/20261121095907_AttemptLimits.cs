using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HostedAuth.Migrations.PostgreSql.Migrations
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
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "attempt_counters",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    Act = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    WindowEndsAt = table.Column<long>(type: "bigint", nullable: false)
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
