using System.Text.Json;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Mail;

/// <summary>A mail to be added.</summary>
internal sealed record MailOutboxRow(Guid Id, string MessageId, PlannedMail Mail);

/// <summary>
/// Adds the rows. One that waits untried already is joined, and by that locked until the write ends: the sender leaves it alone
/// for so long, and so does not send it without what it is joined for.
/// </summary>
internal sealed class MailOutboxRows(BackendDbContext db)
{
    public Task InsertAsync(Guid workspaceId, IReadOnlyList<MailOutboxRow> rows, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Database.IsSqlite() ? InsertIntoSqliteAsync(workspaceId, rows, now, cancellationToken) : InsertIntoPostgreSqlAsync(workspaceId, rows, now, cancellationToken);

    private Task InsertIntoPostgreSqlAsync(Guid workspaceId, IReadOnlyList<MailOutboxRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (ids, users) = (rows.Select(row => row.Id).ToArray(), rows.Select(row => row.Mail.UserId).ToArray());
        var (kinds, keys) = (rows.Select(row => row.Mail.Kind.ToString()).ToArray(), rows.Select(row => row.Mail.GroupingKey).ToArray());
        var (due, messages) = (rows.Select(row => row.Mail.DueAt.ToUniversalTime()).ToArray(), rows.Select(row => row.MessageId).ToArray());
        var contents = rows.Select(row => row.Mail.Content).ToArray();
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO notifications_email_deliveries
                (workspace_id, id, user_id, kind, grouping_key, due_at, next_attempt_at, status, message_id, attempts, content, created_at, updated_at, version, sync_id)
            SELECT {workspaceId}, row.id, row.user_id, row.kind, row.key, row.due_at, row.due_at, 'Pending', row.message_id, 0, row.content, {now}, {now}, 1, 0
            FROM unnest({ids}, {users}, {kinds}, {keys}, {due}, {messages}, {contents}) AS row (id, user_id, kind, key, due_at, message_id, content)
            ON CONFLICT (workspace_id, user_id, kind, grouping_key) WHERE status = 'Pending' AND attempts = 0
            DO UPDATE SET due_at = LEAST(notifications_email_deliveries.due_at, excluded.due_at),
                next_attempt_at = LEAST(notifications_email_deliveries.next_attempt_at, excluded.next_attempt_at)
            """,
            cancellationToken);
    }

    // As JSON: SQLite has no arrays.
    private Task InsertIntoSqliteAsync(Guid workspaceId, IReadOnlyList<MailOutboxRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(rows.Select(row => new
        {
            id = Text(row.Id),
            user = Text(row.Mail.UserId),
            kind = row.Mail.Kind.ToString(),
            key = row.Mail.GroupingKey,
            due = Microseconds(row.Mail.DueAt),
            message = row.MessageId,
            content = row.Mail.Content,
        }));
        var at = Microseconds(now);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO notifications_email_deliveries
                (workspace_id, id, user_id, kind, grouping_key, due_at, next_attempt_at, status, message_id, attempts, content, created_at, updated_at, version, sync_id)
            SELECT {Text(workspaceId)}, value ->> 'id', value ->> 'user', value ->> 'kind', value ->> 'key', value ->> 'due', value ->> 'due', 'Pending',
                value ->> 'message', 0, value ->> 'content', {at}, {at}, 1, 0
            FROM json_each({json}) WHERE true
            ON CONFLICT (workspace_id, user_id, kind, grouping_key) WHERE status = 'Pending' AND attempts = 0
            DO UPDATE SET due_at = MIN(due_at, excluded.due_at), next_attempt_at = MIN(next_attempt_at, excluded.next_attempt_at)
            """,
            cancellationToken);
    }

    // As the provider and the model's conversions write them.
    private static string Text(Guid id) => id.ToString().ToUpperInvariant();

    private static long Microseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
