using Backend.Modules.Notifications.Mail;

namespace Backend.Modules.Notifications.Preferences;

/// <summary>Takes the link in a mail for a choice.</summary>
internal sealed class MailPreferences(PreferenceDirectory preferences) : IMailPreferences
{
    public async Task UnsubscribeAsync(Guid workspaceId, Guid userId, string category, CancellationToken cancellationToken)
    {
        if (Parse(category) is { } known)
            await preferences.ChooseAsync(workspaceId, userId, known, inbox: null, MailPace.None, cancellationToken);
    }

    public string? NameOf(string category) => Parse(category) switch
    {
        NotificationCategory.Assignments => "issues that are given to you",
        NotificationCategory.Mentions => "mentions of you",
        NotificationCategory.Comments => "comments on issues that you follow",
        NotificationCategory.StatusChanges => "new states of issues that you follow",
        NotificationCategory.Updates => "other changes of issues that you follow",
        NotificationCategory.Reminders => "due dates and reminders",
        NotificationCategory.System => "what stops working",
        _ => null,
    };

    private static NotificationCategory? Parse(string category) =>
        Enum.TryParse<NotificationCategory>(category, out var known) && Enum.IsDefined(known) ? known : null;
}
