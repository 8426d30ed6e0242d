using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Tracking_CountBoardsByTheirOwnIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tracking_issues_board",
                table: "tracking_issues");

            migrationBuilder.DropIndex(
                name: "ix_tracking_issues_workspace_id_state_id_rank",
                table: "tracking_issues");

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_board",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "team_id", "state_id", "rank", "id" },
                filter: "archived_at IS NULL AND trashed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_board_counts",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "team_id", "state_id", "assignee_id", "priority", "archived_at", "trashed_at" },
                filter: "archived_at IS NULL AND trashed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_state_id",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "state_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tracking_issues_board",
                table: "tracking_issues");

            migrationBuilder.DropIndex(
                name: "ix_tracking_issues_board_counts",
                table: "tracking_issues");

            migrationBuilder.DropIndex(
                name: "ix_tracking_issues_workspace_id_state_id",
                table: "tracking_issues");

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_board",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "team_id", "state_id", "rank", "id", "assignee_id", "priority", "archived_at", "trashed_at" },
                filter: "archived_at IS NULL AND trashed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_state_id_rank",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "state_id", "rank" });
        }
    }
}
