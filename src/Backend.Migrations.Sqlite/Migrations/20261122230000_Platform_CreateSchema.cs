using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Platform_CreateSchema : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "collaboration_comments",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    issue_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    parent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    author_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    body_markdown = table.Column<string>(type: "TEXT", nullable: false),
                    edited_at = table.Column<long>(type: "INTEGER", nullable: true),
                    resolved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    resolved_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_collaboration_comments", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_collaboration_comments_collaboration_comments_workspace_id_parent_id",
                        columns: x => new { x.workspace_id, x.parent_id },
                        principalTable: "collaboration_comments",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    avatar_url = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: true),
                    timezone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    locale = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    is_bot = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_counters",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_counters", x => new { x.workspace_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "platform_events",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    actor_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    request_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_events", x => new { x.workspace_id, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "tracking_labels",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    color = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    name_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_labels", x => new { x.workspace_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "tracking_workflow_states",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    color = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_workflow_states", x => new { x.workspace_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "workspaces_workspaces",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", maxLength: 48, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workspaces_workspaces", x => new { x.workspace_id, x.id });
                    table.UniqueConstraint("ak_workspace_workspace_id", x => x.workspace_id);
                });

            migrationBuilder.CreateTable(
                name: "identity_external_identities",
                columns: table => new
                {
                    issuer = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_login_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_external_identities", x => new { x.issuer, x.subject });
                    table.ForeignKey(
                        name: "fk_identity_external_identities_user_user_id",
                        column: x => x.user_id,
                        principalTable: "identity_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tracking_issues",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    identifier = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    description_markdown = table.Column<string>(type: "TEXT", nullable: true),
                    state_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    estimate = table.Column<int>(type: "INTEGER", nullable: true),
                    assignee_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    creator_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    parent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    due_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    start_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    rank = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    completed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    canceled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    external_source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    external_id = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    archived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    trashed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_issues", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_tracking_issues_tracking_issues_workspace_id_parent_id",
                        columns: x => new { x.workspace_id, x.parent_id },
                        principalTable: "tracking_issues",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_tracking_issues_tracking_workflow_states_workspace_id_state_id",
                        columns: x => new { x.workspace_id, x.state_id },
                        principalTable: "tracking_workflow_states",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workspaces_memberships",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workspaces_memberships", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_workspaces_memberships_workspace_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces_workspaces",
                        principalColumn: "workspace_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workspaces_teams",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    visibility = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    color = table.Column<string>(type: "TEXT", maxLength: 7, nullable: true),
                    timezone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workspaces_teams", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_workspaces_teams_workspace_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces_workspaces",
                        principalColumn: "workspace_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tracking_issue_history",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    issue_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    actor_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    changes = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_issue_history", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_tracking_issue_history_tracking_issues_workspace_id_issue_id",
                        columns: x => new { x.workspace_id, x.issue_id },
                        principalTable: "tracking_issues",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tracking_issue_identifiers",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    identifier = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    issue_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    left_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_issue_identifiers", x => new { x.workspace_id, x.identifier });
                    table.ForeignKey(
                        name: "fk_tracking_issue_identifiers_tracking_issues_workspace_id_issue_id",
                        columns: x => new { x.workspace_id, x.issue_id },
                        principalTable: "tracking_issues",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tracking_issue_labels",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    issue_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    label_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_issue_labels", x => new { x.workspace_id, x.issue_id, x.label_id });
                    table.ForeignKey(
                        name: "fk_tracking_issue_labels_tracking_issues_workspace_id_issue_id",
                        columns: x => new { x.workspace_id, x.issue_id },
                        principalTable: "tracking_issues",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_tracking_issue_labels_tracking_labels_workspace_id_label_id",
                        columns: x => new { x.workspace_id, x.label_id },
                        principalTable: "tracking_labels",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workspaces_team_memberships",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workspaces_team_memberships", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_workspaces_team_memberships_workspaces_teams_workspace_id_team_id",
                        columns: x => new { x.workspace_id, x.team_id },
                        principalTable: "workspaces_teams",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_collaboration_comments_workspace_id_issue_id_created_at_id",
                table: "collaboration_comments",
                columns: new[] { "workspace_id", "issue_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_collaboration_comments_workspace_id_parent_id",
                table: "collaboration_comments",
                columns: new[] { "workspace_id", "parent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_external_identities_user_id",
                table: "identity_external_identities",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_identity_users_display_name",
                table: "identity_users",
                column: "display_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_users_email",
                table: "identity_users",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issue_history_workspace_id_issue_id_version",
                table: "tracking_issue_history",
                columns: new[] { "workspace_id", "issue_id", "version" });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issue_identifiers_workspace_id_issue_id",
                table: "tracking_issue_identifiers",
                columns: new[] { "workspace_id", "issue_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issue_labels_workspace_id_label_id",
                table: "tracking_issue_labels",
                columns: new[] { "workspace_id", "label_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_assignee_id_updated_at",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "assignee_id", "updated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_created_at",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_external_source_external_id",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "external_source", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_identifier",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "identifier" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_parent_id",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "parent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_state_id_rank",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "state_id", "rank" });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_team_id_number",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "team_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_team_id_rank",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "team_id", "rank" });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_issues_workspace_id_updated_at",
                table: "tracking_issues",
                columns: new[] { "workspace_id", "updated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_tracking_labels_workspace_id_name_key",
                table: "tracking_labels",
                columns: new[] { "workspace_id", "name_key" },
                unique: true,
                filter: "team_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_tracking_labels_workspace_id_team_id_name_key",
                table: "tracking_labels",
                columns: new[] { "workspace_id", "team_id", "name_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tracking_workflow_states_workspace_id_team_id_name",
                table: "tracking_workflow_states",
                columns: new[] { "workspace_id", "team_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workspaces_memberships_user_id",
                table: "workspaces_memberships",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_workspaces_memberships_workspace_id_user_id",
                table: "workspaces_memberships",
                columns: new[] { "workspace_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workspaces_team_memberships_workspace_id_team_id_user_id",
                table: "workspaces_team_memberships",
                columns: new[] { "workspace_id", "team_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workspaces_team_memberships_workspace_id_user_id_team_id",
                table: "workspaces_team_memberships",
                columns: new[] { "workspace_id", "user_id", "team_id" });

            migrationBuilder.CreateIndex(
                name: "ix_workspaces_teams_workspace_id_key",
                table: "workspaces_teams",
                columns: new[] { "workspace_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workspaces_workspaces_slug",
                table: "workspaces_workspaces",
                column: "slug",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "collaboration_comments");

            migrationBuilder.DropTable(
                name: "identity_external_identities");

            migrationBuilder.DropTable(
                name: "platform_counters");

            migrationBuilder.DropTable(
                name: "platform_events");

            migrationBuilder.DropTable(
                name: "tracking_issue_history");

            migrationBuilder.DropTable(
                name: "tracking_issue_identifiers");

            migrationBuilder.DropTable(
                name: "tracking_issue_labels");

            migrationBuilder.DropTable(
                name: "workspaces_memberships");

            migrationBuilder.DropTable(
                name: "workspaces_team_memberships");

            migrationBuilder.DropTable(
                name: "identity_users");

            migrationBuilder.DropTable(
                name: "tracking_issues");

            migrationBuilder.DropTable(
                name: "tracking_labels");

            migrationBuilder.DropTable(
                name: "workspaces_teams");

            migrationBuilder.DropTable(
                name: "tracking_workflow_states");

            migrationBuilder.DropTable(
                name: "workspaces_workspaces");
        }
    }
}
