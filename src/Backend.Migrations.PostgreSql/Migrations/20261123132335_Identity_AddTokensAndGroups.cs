using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Identity_AddTokensAndGroups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "workspaces_team_memberships",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Manual",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "workspaces_memberships",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Manual",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "groups",
                table: "identity_external_identities",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "groups_as_of",
                table: "identity_external_identities",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "identity_personal_tokens",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    prefix = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    scope_names = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    noticed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_personal_tokens", x => new { x.workspace_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_identity_personal_tokens_expires_at",
                table: "identity_personal_tokens",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_identity_personal_tokens_hash",
                table: "identity_personal_tokens",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_identity_personal_tokens_workspace_id_user_id_created_at",
                table: "identity_personal_tokens",
                columns: new[] { "workspace_id", "user_id", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "identity_personal_tokens");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "workspaces_team_memberships");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "workspaces_memberships");

            migrationBuilder.DropColumn(
                name: "groups",
                table: "identity_external_identities");

            migrationBuilder.DropColumn(
                name: "groups_as_of",
                table: "identity_external_identities");
        }
    }
}
