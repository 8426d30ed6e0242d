using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Backend.IntegrationTests.Statements;

/// <summary>What the demo data has little of, as many as issues and all of ada, who asks.</summary>
internal static class ManyOfEachKind
{
    /// <summary>Notifications, each of another issue, reminders and mails.</summary>
    public static async Task AddInboxAsync(DatabaseFacade database)
    {
        var time = TimeProvider.System.GetUtcNow().AddDays(1);
        // As the model's converters have it; before all that the demo data itself has set off.
        var soon = database.IsSqlite() ? (object)(time.ToUnixTimeMilliseconds() * 1000) : time;
        await database.ExecuteSqlAsync($"""
            INSERT INTO notifications_notifications (workspace_id, id, user_id, kind, category, grouping_key, issue_id, comment_id, actor_id, title, changes_json,
              source_sequence, in_inbox, mail, read_at, snoozed_until, archived_at, created_at, updated_at, version, sync_id)
            SELECT issue.workspace_id, issue.id, ada.id, 'Updated', 'Updates', CAST(issue.id AS text), issue.id,
              (SELECT comment.id FROM collaboration_comments AS comment WHERE comment.issue_id = issue.id ORDER BY comment.id LIMIT 1), issue.creator_id, issue.title,
              {"""[{"field":"title","from":"a","to":"b"}]"""}, -ROW_NUMBER() OVER (ORDER BY issue.id), TRUE, 'None', NULL, NULL, NULL,
              {soon}, issue.updated_at, issue.version, issue.sync_id
            FROM tracking_issues AS issue, identity_users AS ada WHERE ada.display_name = 'ada'
            """);
        await database.ExecuteSqlAsync($"""
            INSERT INTO notifications_reminders (workspace_id, id, user_id, issue_id, remind_at, created_at, updated_at, version, sync_id)
            SELECT issue.workspace_id, issue.id, ada.id, issue.id, issue.created_at, issue.created_at, issue.updated_at, issue.version, issue.sync_id
            FROM tracking_issues AS issue, identity_users AS ada WHERE ada.display_name = 'ada'
            """);
        await database.ExecuteSqlAsync($"""
            INSERT INTO notifications_email_deliveries (workspace_id, id, user_id, kind, grouping_key, due_at, status, address, subject, message_id, attempts, smtp_answer,
              error_code, sent_at, created_at, updated_at, version, sync_id)
            SELECT workspace_id, id, creator_id, 'Service', CAST(id AS text), created_at, 'Sent', title, title, CAST(id AS text), 1, title,
              title, created_at, created_at, updated_at, version, sync_id
            FROM tracking_issues
            """);
    }

    /// <summary>Webhooks, each with a delivery and an attempt.</summary>
    public static async Task AddWebhooksAsync(DatabaseFacade database)
    {
        await database.ExecuteSqlAsync($"""
            INSERT INTO integrations_webhook_endpoints (workspace_id, id, url, owner_id, state, secret, event_names, filter, created_at, updated_at, version, sync_id)
            SELECT issue.workspace_id, issue.id, 'https://example.com/', ada.id, 'Disabled', 'secret', 'issue.*', {"{}"},
              issue.created_at, issue.updated_at, issue.version, issue.sync_id
            FROM tracking_issues AS issue, identity_users AS ada WHERE ada.display_name = 'ada'
            """);
        await database.ExecuteSqlAsync($"""
            INSERT INTO integrations_webhook_sendings (workspace_id, endpoint_id, consecutive_failures, failing_since, retry_at, last_success_at, last_failure_at)
            SELECT workspace_id, id, 1, created_at, created_at, created_at, created_at FROM tracking_issues
            """);
        await database.ExecuteSqlAsync($"""
            INSERT INTO integrations_deliveries (workspace_id, id, endpoint_id, owner_id, type, sequence, resource_id, payload, status, attempt_count, tries,
              next_attempt_at, occurred_at, created_at, finished_at, error_code)
            SELECT issue.workspace_id, issue.id, issue.id, ada.id, 'issue.updated', ROW_NUMBER() OVER (ORDER BY issue.id), issue.id, {"{}"}, 'Failed', 1, 1,
              issue.created_at, issue.created_at, issue.created_at, issue.created_at, 'HTTP_STATUS'
            FROM tracking_issues AS issue, identity_users AS ada WHERE ada.display_name = 'ada'
            """);
        await database.ExecuteSqlAsync($"""
            INSERT INTO integrations_delivery_attempts (workspace_id, id, delivery_id, number, started_at, duration_ms, status_code, error_code, response_body,
              request_headers, response_headers)
            SELECT workspace_id, id, id, 1, created_at, 1, 500, 'HTTP_STATUS', title, {"{}"}, {"{}"} FROM tracking_issues
            """);
    }
}
