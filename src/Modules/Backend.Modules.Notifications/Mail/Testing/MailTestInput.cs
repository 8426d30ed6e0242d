namespace Backend.Modules.Notifications.Mail.Testing;

/// <summary>Where to send a test mail.</summary>
internal sealed record MailTestInput
{
    /// <summary>The e-mail address, which must be that of an active member of the workspace; by default the viewer's own.</summary>
    public string? To { get; init; }
}
