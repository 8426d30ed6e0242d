using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Notifications_AddInboxMailAndWebhooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "integrations_webhook_endpoints",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    url = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: false, collation: "C"),
                    description = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    disabled_reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    disabled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    previous_secret_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    token_id = table.Column<Guid>(type: "uuid", nullable: true),
                    secret = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    previous_secret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    event_names = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    filter = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_integrations_webhook_endpoints", x => new { x.workspace_id, x.id });
                })
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.CreateTable(
                name: "notifications_email_deliveries",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    grouping_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    message_id = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false, collation: "C"),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    smtp_answer = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    error_code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    content = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications_email_deliveries", x => new { x.workspace_id, x.id });
                })
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.CreateTable(
                name: "notifications_notifications",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    category = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    grouping_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: true),
                    comment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    changes_json = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    source_sequence = table.Column<long>(type: "bigint", nullable: false),
                    in_inbox = table.Column<bool>(type: "boolean", nullable: false),
                    mail = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    mailed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    snoozed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    archived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications_notifications", x => new { x.workspace_id, x.id });
                })
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.CreateTable(
                name: "notifications_preferences",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    category = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    inbox = table.Column<bool>(type: "boolean", nullable: false),
                    mail = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications_preferences", x => new { x.workspace_id, x.id });
                })
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.CreateTable(
                name: "notifications_reminders",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    remind_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications_reminders", x => new { x.workspace_id, x.id });
                })
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.CreateTable(
                name: "notifications_subscriptions",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications_subscriptions", x => new { x.workspace_id, x.id });
                })
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.CreateTable(
                name: "integrations_deliveries",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    endpoint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_id = table.Column<Guid>(type: "uuid", nullable: true),
                    type = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    resource_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    trace_parent = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: true, collation: "C"),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    attempt_count = table.Column<int>(type: "integer", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_integrations_deliveries", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_integrations_deliveries_integrations_webhook_endpoints_work",
                        columns: x => new { x.workspace_id, x.endpoint_id },
                        principalTable: "integrations_webhook_endpoints",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.CreateTable(
                name: "integrations_webhook_sendings",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    endpoint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    consecutive_failures = table.Column<int>(type: "integer", nullable: false),
                    failing_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    retry_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_success_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_failure_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_integrations_webhook_sendings", x => new { x.workspace_id, x.endpoint_id });
                    table.ForeignKey(
                        name: "fk_integrations_webhook_sendings_integrations_webhook_endpoint",
                        columns: x => new { x.workspace_id, x.endpoint_id },
                        principalTable: "integrations_webhook_endpoints",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.CreateTable(
                name: "integrations_delivery_attempts",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    duration_ms = table.Column<int>(type: "integer", nullable: false),
                    status_code = table.Column<int>(type: "integer", nullable: true),
                    error_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    response_body = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    request_headers = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    response_headers = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_integrations_delivery_attempts", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_integrations_delivery_attempts_integrations_deliveries_work",
                        columns: x => new { x.workspace_id, x.delivery_id },
                        principalTable: "integrations_deliveries",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Npgsql:StorageParameter:autovacuum_analyze_threshold", 0);

            migrationBuilder.CreateIndex(
                name: "ix_integrations_deliveries_event",
                table: "integrations_deliveries",
                columns: new[] { "workspace_id", "endpoint_id", "sequence" },
                unique: true,
                filter: "sequence > 0");

            migrationBuilder.CreateIndex(
                name: "ix_integrations_deliveries_finished_at",
                table: "integrations_deliveries",
                column: "finished_at");

            migrationBuilder.CreateIndex(
                name: "ix_integrations_deliveries_order",
                table: "integrations_deliveries",
                columns: new[] { "workspace_id", "endpoint_id", "sequence", "id" },
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_integrations_deliveries_waiting",
                table: "integrations_deliveries",
                columns: new[] { "workspace_id", "endpoint_id", "resource_id", "next_attempt_at" },
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_integrations_deliveries_workspace_id_created_at",
                table: "integrations_deliveries",
                columns: new[] { "workspace_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_integrations_deliveries_workspace_id_endpoint_id_created_at",
                table: "integrations_deliveries",
                columns: new[] { "workspace_id", "endpoint_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_integrations_delivery_attempts_workspace_id_delivery_id_num",
                table: "integrations_delivery_attempts",
                columns: new[] { "workspace_id", "delivery_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_integrations_webhook_endpoints_workspace_id_created_at",
                table: "integrations_webhook_endpoints",
                columns: new[] { "workspace_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_email_deliveries_lease_id",
                table: "notifications_email_deliveries",
                column: "lease_id",
                filter: "lease_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_email_deliveries_next_attempt_at",
                table: "notifications_email_deliveries",
                column: "next_attempt_at",
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_email_deliveries_workspace_id_created_at_id",
                table: "notifications_email_deliveries",
                columns: new[] { "workspace_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_email_deliveries_workspace_id_user_id_groupin",
                table: "notifications_email_deliveries",
                columns: new[] { "workspace_id", "user_id", "grouping_key" },
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_email_deliveries_workspace_id_user_id_kind_gr",
                table: "notifications_email_deliveries",
                columns: new[] { "workspace_id", "user_id", "kind", "grouping_key" },
                unique: true,
                filter: "status = 'Pending' AND attempts = 0");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_notifications_created_at",
                table: "notifications_notifications",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_notifications_workspace_id_issue_id",
                table: "notifications_notifications",
                columns: new[] { "workspace_id", "issue_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_notifications_workspace_id_user_id_created_at",
                table: "notifications_notifications",
                columns: new[] { "workspace_id", "user_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_notifications_workspace_id_user_id_grouping_k",
                table: "notifications_notifications",
                columns: new[] { "workspace_id", "user_id", "grouping_key", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_notifications_workspace_id_user_id_source_seq",
                table: "notifications_notifications",
                columns: new[] { "workspace_id", "user_id", "source_sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_preferences_workspace_id_user_id_category",
                table: "notifications_preferences",
                columns: new[] { "workspace_id", "user_id", "category" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_reminders_workspace_id_issue_id",
                table: "notifications_reminders",
                columns: new[] { "workspace_id", "issue_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_reminders_workspace_id_user_id_issue_id",
                table: "notifications_reminders",
                columns: new[] { "workspace_id", "user_id", "issue_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_subscriptions_workspace_id_issue_id_user_id",
                table: "notifications_subscriptions",
                columns: new[] { "workspace_id", "issue_id", "user_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "integrations_delivery_attempts");

            migrationBuilder.DropTable(
                name: "integrations_webhook_sendings");

            migrationBuilder.DropTable(
                name: "notifications_email_deliveries");

            migrationBuilder.DropTable(
                name: "notifications_notifications");

            migrationBuilder.DropTable(
                name: "notifications_preferences");

            migrationBuilder.DropTable(
                name: "notifications_reminders");

            migrationBuilder.DropTable(
                name: "notifications_subscriptions");

            migrationBuilder.DropTable(
                name: "integrations_deliveries");

            migrationBuilder.DropTable(
                name: "integrations_webhook_endpoints");
        }
    }
}
