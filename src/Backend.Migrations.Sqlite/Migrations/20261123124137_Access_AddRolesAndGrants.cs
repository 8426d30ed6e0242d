using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Access_AddRolesAndGrants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "access_grants",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    role_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    resource_kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    resource_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    creator_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_grants", x => new { x.workspace_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "access_roles",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    permissions = table.Column<string>(type: "TEXT", nullable: false),
                    name_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_roles", x => new { x.workspace_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_grants_workspace_id_expires_at",
                table: "access_grants",
                columns: new[] { "workspace_id", "expires_at" },
                filter: "expires_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_access_grants_workspace_id_resource_kind_resource_id",
                table: "access_grants",
                columns: new[] { "workspace_id", "resource_kind", "resource_id" });

            migrationBuilder.CreateIndex(
                name: "ix_access_grants_workspace_id_role_id",
                table: "access_grants",
                columns: new[] { "workspace_id", "role_id" });

            migrationBuilder.CreateIndex(
                name: "ix_access_grants_workspace_id_team_id",
                table: "access_grants",
                columns: new[] { "workspace_id", "team_id" });

            migrationBuilder.CreateIndex(
                name: "ix_access_grants_workspace_id_user_id",
                table: "access_grants",
                columns: new[] { "workspace_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_access_roles_workspace_id_name_key",
                table: "access_roles",
                columns: new[] { "workspace_id", "name_key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_grants");

            migrationBuilder.DropTable(
                name: "access_roles");
        }
    }
}
