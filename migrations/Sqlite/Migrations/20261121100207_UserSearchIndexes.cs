using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HostedAuth.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class UserSearchIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_users_PoolId_CreatedAt",
                table: "users");

            migrationBuilder.DropIndex(
                name: "IX_user_search_values_PoolId_Name_Value",
                table: "user_search_values");

            migrationBuilder.CreateIndex(
                name: "IX_users_PoolId_Enabled_Id",
                table: "users",
                columns: new[] { "PoolId", "Enabled", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_users_PoolId_Status_Id",
                table: "users",
                columns: new[] { "PoolId", "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_user_search_values_PoolId_Name_Value_UserId",
                table: "user_search_values",
                columns: new[] { "PoolId", "Name", "Value", "UserId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_users_PoolId_Enabled_Id",
                table: "users");

            migrationBuilder.DropIndex(
                name: "IX_users_PoolId_Status_Id",
                table: "users");

            migrationBuilder.DropIndex(
                name: "IX_user_search_values_PoolId_Name_Value_UserId",
                table: "user_search_values");

            migrationBuilder.CreateIndex(
                name: "IX_users_PoolId_CreatedAt",
                table: "users",
                columns: new[] { "PoolId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_user_search_values_PoolId_Name_Value",
                table: "user_search_values",
                columns: new[] { "PoolId", "Name", "Value" });
        }
    }
}
