using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.PostgreSql.Migrations
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
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_markdown = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolved_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_collaboration_comments", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_collaboration_comments_collaboration_comments_workspace_id_",
                        columns: x => new { x.workspace_id, x.parent_id },
                        principalTable: "collaboration_comments",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    display_name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true, collation: "C"),
                    avatar_url = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true),
                    timezone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    locale = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    is_bot = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_counters",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    value = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_counters", x => new { x.workspace_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "platform_events",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    before = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    request_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_events", x => new { x.workspace_id, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "tracking_labels",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    color = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false, collation: "C"),
                    name_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_labels", x => new { x.workspace_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "tracking_workflow_states",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    category = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    position = table.Column<int>(type: "integer", nullable: false),
                    color = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_workflow_states", x => new { x.workspace_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "workspaces_workspaces",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
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
                    issuer = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_login_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    identifier = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false, collation: "C"),
                    description_markdown = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    state_id = table.Column<Guid>(type: "uuid", nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    estimate = table.Column<int>(type: "integer", nullable: true),
                    assignee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    creator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_date = table.Column<DateOnly>(type: "date", nullable: true),
                    start_date = table.Column<DateOnly>(type: "date", nullable: true),
                    rank = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    canceled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    external_source = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    external_id = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    archived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    trashed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
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
                        name: "fk_tracking_issues_tracking_workflow_states_workspace_id_state",
                        columns: x => new { x.workspace_id, x.state_id },
                        principalTable: "tracking_workflow_states",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workspaces_memberships",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
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
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    description = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    visibility = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    color = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: true, collation: "C"),
                    timezone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
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
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    action = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    changes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    identifier = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracking_issue_identifiers", x => new { x.workspace_id, x.identifier });
                    table.ForeignKey(
                        name: "fk_tracking_issue_identifiers_tracking_issues_workspace_id_iss",
                        columns: x => new { x.workspace_id, x.issue_id },
                        principalTable: "tracking_issues",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tracking_issue_labels",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    label_id = table.Column<Guid>(type: "uuid", nullable: false)
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
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workspaces_team_memberships", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_workspaces_team_memberships_workspaces_teams_workspace_id_t",
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
