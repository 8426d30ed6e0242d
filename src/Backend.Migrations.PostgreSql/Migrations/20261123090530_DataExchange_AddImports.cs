using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class DataExchange_AddImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "data_exchange_imports",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_key = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    source = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true, collation: "C"),
                    file_bytes = table.Column<int>(type: "integer", nullable: true),
                    rows_done = table.Column<int>(type: "integer", nullable: false),
                    created = table.Column<int>(type: "integer", nullable: false),
                    updated = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    failed = table.Column<int>(type: "integer", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    creator_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    columns = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    states = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sync_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_exchange_imports", x => new { x.workspace_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "data_exchange_import_chunks",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_exchange_import_chunks", x => new { x.workspace_id, x.import_id, x.position });
                    table.ForeignKey(
                        name: "fk_data_exchange_import_chunks_data_exchange_imports_workspace",
                        columns: x => new { x.workspace_id, x.import_id },
                        principalTable: "data_exchange_imports",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "data_exchange_import_rows",
                columns: table => new
                {
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    effect = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_exchange_import_rows", x => new { x.workspace_id, x.id });
                    table.ForeignKey(
                        name: "fk_data_exchange_import_rows_data_exchange_imports_workspace_i",
                        columns: x => new { x.workspace_id, x.import_id },
                        principalTable: "data_exchange_imports",
                        principalColumns: new[] { "workspace_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_data_exchange_import_rows_workspace_id_import_id_line",
                table: "data_exchange_import_rows",
                columns: new[] { "workspace_id", "import_id", "line" });

            migrationBuilder.CreateIndex(
                name: "ix_data_exchange_imports_workspace_id_created_at",
                table: "data_exchange_imports",
                columns: new[] { "workspace_id", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "data_exchange_import_chunks");

            migrationBuilder.DropTable(
                name: "data_exchange_import_rows");

            migrationBuilder.DropTable(
                name: "data_exchange_imports");
        }
    }
}
