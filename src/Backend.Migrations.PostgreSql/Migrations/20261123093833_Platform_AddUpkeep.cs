using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Platform_AddUpkeep : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                table: "workspaces_workspaces",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "deletion_at",
                table: "workspaces_workspaces",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "auto_archive_after_days",
                table: "workspaces_teams",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "unarchived_at",
                table: "tracking_issues",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "tracking_due_notices",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    due_date = table.Column<DateOnly>(type: "date", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_due_notices", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_tracking_due_notices_tracking_issues_workspace_id_issue_id",
                        columns: x => new { x.workspace_id, x.issue_id },
                        principalTable: "tracking_issues",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_due_date",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "due_date" },
                filter: "due_date IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_trashed_at",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "trashed_at" },
                filter: "trashed_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_tracking_due_notices_workspace_id_issue_id_due_date_kind",
                table: "tracking_due_notices",
                columns: new[] { "workspace_id", "issue_id", "due_date", "kind" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "tracking_due_notices");

            migrationBuilder.DropIndex(
                name: "ix_tracking_issues_workspace_id_due_date",
                table: "tracking_issues");

            migrationBuilder.DropIndex(
                name: "ix_tracking_issues_workspace_id_trashed_at",
                table: "tracking_issues");

            migrationBuilder.DropColumn(
                name: "closed_at",
                table: "workspaces_workspaces");

            migrationBuilder.DropColumn(
                name: "deletion_at",
                table: "workspaces_workspaces");

            migrationBuilder.DropColumn(
                name: "auto_archive_after_days",
                table: "workspaces_teams");

            migrationBuilder.DropColumn(
                name: "unarchived_at",
                table: "tracking_issues");
        }
    }
}
