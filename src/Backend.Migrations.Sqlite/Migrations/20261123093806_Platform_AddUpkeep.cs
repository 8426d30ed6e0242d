using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Platform_AddUpkeep : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "closed_at",
                table: "workspaces_workspaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "deletion_at",
                table: "workspaces_workspaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "auto_archive_after_days",
                table: "workspaces_teams",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "unarchived_at",
                table: "tracking_issues",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "tracking_due_notices",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    issue_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    due_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<long>(type: "INTEGER", nullable: false)
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
