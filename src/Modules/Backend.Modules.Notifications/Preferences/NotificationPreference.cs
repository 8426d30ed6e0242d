using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Notifications.Preferences;

/// <summary>What somebody has chosen for a category; where there is none, <see cref="PreferenceDefaults"/> hold.</summary>
internal sealed class NotificationPreference : WorkspaceEntity
{
    private NotificationPreference()
    {
    }

    public Guid UserId { get; private init; }

    public NotificationCategory Category { get; private init; }

    public bool Inbox { get; private set; }

    public MailPace Mail { get; private set; }

    public PreferenceChoice Choice => new(Inbox, Mail);

    public static NotificationPreference Create(Guid workspaceId, Guid userId, NotificationCategory category, DateTimeOffset now)
    {
        var choice = PreferenceDefaults.Of(category);
        return new()
        {
            WorkspaceId = workspaceId,
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            Category = category,
            Inbox = choice.Inbox,
            Mail = choice.Mail,
            CreatedAt = now,
        };
    }

    public void Choose(bool? inbox, MailPace? mail) => (Inbox, Mail) = (inbox ?? Inbox, mail ?? Mail);
}

/// <summary>On which ways somebody is told of a category.</summary>
/// <param name="Inbox">Whether it is in the inbox.</param>
/// <param name="Mail">Whether, and how soon, there is mail.</param>
internal readonly record struct PreferenceChoice(bool Inbox, MailPace Mail);

/// <summary>What holds for who has chosen nothing: mail for what waits for an answer, none for what goes its way.</summary>
internal static class PreferenceDefaults
{
    public static PreferenceChoice Of(NotificationCategory category) => new(Inbox: true, category switch
    {
        NotificationCategory.Assignments or NotificationCategory.Mentions or NotificationCategory.Reminders or NotificationCategory.System => MailPace.Immediate,
        NotificationCategory.Comments => MailPace.Batched,
        NotificationCategory.StatusChanges => MailPace.Daily,
        _ => MailPace.None,
    });
}

internal sealed class NotificationPreferenceConfiguration() : WorkspaceEntityConfiguration<NotificationPreference>("notifications_preferences")
{
    protected override void ConfigureEntity(EntityTypeBuilder<NotificationPreference> builder)
    {
        builder.Ignore(preference => preference.Choice);
        builder.HasIndex(preference => new { preference.WorkspaceId, preference.UserId, preference.Category }).IsUnique();
    }
}
