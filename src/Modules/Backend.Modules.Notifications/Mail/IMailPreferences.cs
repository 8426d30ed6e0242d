namespace Backend.Modules.Notifications.Mail;

/// <summary>What people want mail of, as far as the link in a mail changes it.</summary>
internal interface IMailPreferences
{
    /// <summary>
    /// Sends a person no more mail of a category, in the current write; nothing where they get none already. The session is of
    /// the workspace, and of that person.
    /// </summary>
    Task UnsubscribeAsync(Guid workspaceId, Guid userId, string category, CancellationToken cancellationToken);

    /// <summary>What a category is called, for the page that confirms; null where there is none of that name.</summary>
    string? NameOf(string category);
}
