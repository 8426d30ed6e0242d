namespace Backend.Migrations.PostgreSql;

/// <summary>
/// Makes the audit log append-only. Deleting is left to transactions that say so: the retention's, and those that delete a
/// whole workspace.
/// </summary>
internal static class AuditLogGuard
{
    public const string Create = """
        CREATE FUNCTION platform_audit_entries_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$
        BEGIN
            IF TG_OP = 'DELETE' AND current_setting('backend.audit_removal', true) = 'on' THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'The audit log is append-only: % is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
        END
        $guard$;
        CREATE TRIGGER platform_audit_entries_rows BEFORE UPDATE OR DELETE ON platform_audit_entries
            FOR EACH ROW EXECUTE FUNCTION platform_audit_entries_guard();
        CREATE TRIGGER platform_audit_entries_all BEFORE TRUNCATE ON platform_audit_entries
            FOR EACH STATEMENT EXECUTE FUNCTION platform_audit_entries_guard();
        """;

    public const string Drop = """
        DROP TRIGGER platform_audit_entries_all ON platform_audit_entries;
        DROP TRIGGER platform_audit_entries_rows ON platform_audit_entries;
        DROP FUNCTION platform_audit_entries_guard();
        """;
}
