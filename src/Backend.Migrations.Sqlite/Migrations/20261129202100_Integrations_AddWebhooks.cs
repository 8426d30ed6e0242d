using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Integrations_AddWebhooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "integrations_webhook_endpoints",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    url = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    disabled_reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    disabled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    previous_secret_until = table.Column<long>(type: "INTEGER", nullable: true),
                    token_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    secret = table.Column<string>(type: "TEXT", nullable: false),
                    previous_secret = table.Column<string>(type: "TEXT", nullable: true),
                    event_names = table.Column<string>(type: "TEXT", nullable: false),
                    filter = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_integrations_webhook_endpoints", x => new { x.workspace_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "integrations_deliveries",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    endpoint_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    token_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    resource_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    trace_parent = table.Column<string>(type: "TEXT", maxLength: 55, nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    attempt_count = table.Column<int>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    next_attempt_at = table.Column<long>(type: "INTEGER", nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    error_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_integrations_deliveries", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_integrations_deliveries_integrations_webhook_endpoints_workspace_id_endpoint_id",
                        columns: x => new { x.workspace_id, x.endpoint_id },
                        principalTable: "integrations_webhook_endpoints",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "integrations_webhook_sendings",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    endpoint_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lease_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    consecutive_failures = table.Column<int>(type: "INTEGER", nullable: false),
                    failing_since = table.Column<long>(type: "INTEGER", nullable: true),
                    retry_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_success_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_failure_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_integrations_webhook_sendings", x => new { x.workspace_id, x.endpoint_id });
                    table.ForeignKey(
                        name: "fk_integrations_webhook_sendings_integrations_webhook_endpoints_workspace_id_endpoint_id",
                        columns: x => new { x.workspace_id, x.endpoint_id },
                        principalTable: "integrations_webhook_endpoints",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "integrations_delivery_attempts",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    delivery_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    duration_ms = table.Column<int>(type: "INTEGER", nullable: false),
                    status_code = table.Column<int>(type: "INTEGER", nullable: true),
                    error_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    response_body = table.Column<string>(type: "TEXT", nullable: true),
                    request_headers = table.Column<string>(type: "TEXT", nullable: false),
                    response_headers = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_integrations_delivery_attempts", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_integrations_delivery_attempts_integrations_deliveries_workspace_id_delivery_id",
                        columns: x => new { x.workspace_id, x.delivery_id },
                        principalTable: "integrations_deliveries",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

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
                name: "ix_integrations_delivery_attempts_workspace_id_delivery_id_number",
                table: "integrations_delivery_attempts",
                columns: new[] { "workspace_id", "delivery_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_integrations_webhook_endpoints_workspace_id_created_at",
                table: "integrations_webhook_endpoints",
                columns: new[] { "workspace_id", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "integrations_delivery_attempts");

            migrationBuilder.DropTable(
                name: "integrations_webhook_sendings");

            migrationBuilder.DropTable(
                name: "integrations_deliveries");

            migrationBuilder.DropTable(
                name: "integrations_webhook_endpoints");
        }
    }
}
