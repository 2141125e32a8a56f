using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HostedAuth.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class SessionEvents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_token_sessions_PoolId_UserId",
                table: "token_sessions");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "refresh_chains");

            migrationBuilder.AddColumn<string>(
                name: "EventId",
                table: "token_sessions",
                type: "character varying(36)",
                maxLength: 36,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "IX_token_sessions_PoolId_UserId_EventId",
                table: "token_sessions",
                columns: new[] { "PoolId", "UserId", "EventId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_token_sessions_PoolId_UserId_EventId",
                table: "token_sessions");

            migrationBuilder.DropColumn(
                name: "EventId",
                table: "token_sessions");

            migrationBuilder.AddColumn<long>(
                name: "EndedAt",
                table: "refresh_chains",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_token_sessions_PoolId_UserId",
                table: "token_sessions",
                columns: new[] { "PoolId", "UserId" });
        }
    }
}
