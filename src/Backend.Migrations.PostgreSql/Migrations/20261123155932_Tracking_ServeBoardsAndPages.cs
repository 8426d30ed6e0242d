using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Tracking_ServeBoardsAndPages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tracking_issues_board_counts",
                table: "tracking_issues");

            migrationBuilder.AlterTable(
                name: "workspaces_workspaces")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "workspaces_teams")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "workspaces_team_memberships")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "workspaces_memberships")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_workflow_states")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_labels")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_issues")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_issue_labels")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_issue_identifiers")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_issue_history")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_due_notices")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_jobs")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_idempotency_keys")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_events")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_event_positions")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_data_protection_keys")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_counters")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_audit_seals")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_audit_heads")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_audit_entries")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "identity_users")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "identity_sessions")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "identity_personal_tokens")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "identity_heard_sign_outs")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "identity_external_identities")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "data_exchange_imports")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "data_exchange_import_rows")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "data_exchange_import_chunks")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "collaboration_comments")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "audit_export_chunks")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "access_roles")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "access_grants")
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_board",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "team_id", "state_id", "rank", "id", "assignee_id", "priority", "archived_at", "trashed_at" },
                filter: "archived_at IS NULL AND trashed_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tracking_issues_board",
                table: "tracking_issues");

            migrationBuilder.AlterTable(
                name: "workspaces_workspaces")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "workspaces_teams")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "workspaces_team_memberships")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "workspaces_memberships")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_workflow_states")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_labels")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_issues")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_issue_labels")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_issue_identifiers")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_issue_history")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "tracking_due_notices")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_jobs")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_idempotency_keys")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_events")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_event_positions")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_data_protection_keys")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_counters")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_audit_seals")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_audit_heads")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "platform_audit_entries")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "identity_users")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "identity_sessions")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "identity_personal_tokens")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "identity_heard_sign_outs")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "identity_external_identities")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "data_exchange_imports")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "data_exchange_import_rows")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "data_exchange_import_chunks")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "collaboration_comments")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "audit_export_chunks")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "access_roles")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.AlterTable(
                name: "access_grants")
                .OldAnnotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_board_counts",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "team_id", "state_id", "assignee_id", "priority" },
                filter: "archived_at IS NULL AND trashed_at IS NULL");
        }
    }
}
