using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Platform_AddAuditFindings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "number",
                table: "platform_audit_seals",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "identity_known_networks",
                columns: table => new
                {
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    network_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    last_seen_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_known_networks", x => new { x.subject_id, x.network_hash });
                });

            migrationBuilder.CreateTable(
                name: "platform_audit_findings",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    found_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_audit_findings", x => x.workspace_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_identity_known_networks_last_seen_at",
                table: "identity_known_networks",
                column: "last_seen_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "identity_known_networks");

            migrationBuilder.DropTable(
                name: "platform_audit_findings");

            migrationBuilder.DropColumn(
                name: "number",
                table: "platform_audit_seals");
        }
    }
}
