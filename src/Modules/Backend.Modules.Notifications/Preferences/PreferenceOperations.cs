using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Security;

namespace Backend.Modules.Notifications.Preferences;

/// <summary>How the viewer is told of a category in this workspace.</summary>
/// <param name="Category">Of what.</param>
/// <param name="Inbox">Whether it is in the inbox.</param>
/// <param name="Mail">Whether, and how soon, there is mail.</param>
internal sealed record NotificationSetting(NotificationCategory Category, bool Inbox, MailPace Mail)
{
    public static NotificationSetting Of(NotificationCategory category, PreferenceChoice choice) => new(category, choice.Inbox, choice.Mail);
}

[QueryType]
internal static class PreferenceQueries
{
    /// <summary>How the viewer is told of what, in this workspace: one setting per category, the defaults where nothing was chosen.</summary>
    [Authorize(NotificationPermissions.Read)]
    [ListSize(7)]
    public static async Task<IReadOnlyList<NotificationSetting>> GetNotificationPreferencesAsync(
        Viewer viewer, PreferenceDirectory preferences, CancellationToken cancellationToken)
    {
        _ = viewer.RequiredWorkspaceId;
        var choices = await preferences.FindAsync([viewer.RequiredUserId], cancellationToken);
        return [.. Enum.GetValues<NotificationCategory>().Select(category => NotificationSetting.Of(category, choices(viewer.RequiredUserId, category)))];
    }
}

/// <summary>What the viewer chooses for a category. What is left out stays as it is.</summary>
internal sealed record NotificationPreferenceSetInput
{
    /// <summary>Of what.</summary>
    public required NotificationCategory Category { get; init; }

    /// <summary>Whether it is in the inbox.</summary>
    public bool? Inbox { get; init; }

    /// <summary>Whether, and how soon, there is mail.</summary>
    public MailPace? Mail { get; init; }
}

[MutationType]
internal static class PreferenceMutations
{
    /// <summary>Chooses how the viewer is told of a category, in this workspace and from now on.</summary>
    [Authorize(NotificationPermissions.Write)]
    [Error<ValidationError>]
    [Error<ConflictError>]
    public static async Task<NotificationSetting> NotificationPreferenceSetAsync(
        NotificationPreferenceSetInput input, Viewer viewer, PreferenceDirectory preferences, CancellationToken cancellationToken)
    {
        if (input.Inbox is null && input.Mail is null)
            throw new ValidationFailedException("mail", "Choose for the inbox, for mail, or for both.");
        var preference = await preferences.ChooseAsync(
            viewer.RequiredWorkspaceId, viewer.RequiredUserId, input.Category, input.Inbox, input.Mail, cancellationToken);
        return NotificationSetting.Of(preference.Category, preference.Choice);
    }
}
