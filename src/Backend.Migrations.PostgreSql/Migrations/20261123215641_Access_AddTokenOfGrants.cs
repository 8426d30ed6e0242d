using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Access_AddTokenOfGrants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "token_id",
                table: "access_grants",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_grants_workspace_id_token_id",
                table: "access_grants",
                columns: new[] { "workspace_id", "token_id" },
                filter: "token_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_access_grants_workspace_id_token_id",
                table: "access_grants");

            migrationBuilder.DropColumn(
                name: "token_id",
                table: "access_grants");
        }
    }
}
