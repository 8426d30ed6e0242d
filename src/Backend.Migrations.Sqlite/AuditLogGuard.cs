namespace Backend.Migrations.Sqlite;

/// <summary>
/// Refuses to edit the audit log. Deleting is not refused: the retention deletes, and SQLite has no setting of a transaction
/// by which it could be told apart; the chain shows it.
/// </summary>
internal static class AuditLogGuard
{
    public const string Create = """
        CREATE TRIGGER platform_audit_entries_rows BEFORE UPDATE ON platform_audit_entries
        BEGIN SELECT RAISE(ABORT, 'The audit log is append-only: UPDATE is refused.'); END;
        """;

    public const string Drop = "DROP TRIGGER platform_audit_entries_rows;";
}
