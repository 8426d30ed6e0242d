using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Backend.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Identity_AddProviderSubject : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "provider_subject",
                table: "identity_sessions",
                type: "character varying(255)",
                maxLength: 255,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "ix_identity_sessions_issuer_provider_subject",
                table: "identity_sessions",
                columns: new[] { "issuer", "provider_subject" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_identity_sessions_issuer_provider_subject",
                table: "identity_sessions");

            migrationBuilder.DropColumn(
                name: "provider_subject",
                table: "identity_sessions");
        }
    }
}
