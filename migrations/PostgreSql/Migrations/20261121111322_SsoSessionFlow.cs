using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HostedAuth.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class SsoSessionFlow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "FlowHash",
                table: "sso_sessions",
                type: "bytea",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FlowHash",
                table: "sso_sessions");
        }
    }
}
