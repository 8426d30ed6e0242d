namespace Backend.Modules.Notifications;

/// <summary>What may be done with one's own notifications. There is no permission for those of others.</summary>
internal static class NotificationPermissions
{
    public const string Read = "notification:read";
    public const string Write = "notification:write";

    /// <summary>What somebody must be allowed to, in order to be told of an issue.</summary>
    public const string SeeIssue = "issue:read";

    /// <summary>What somebody must be allowed to, in order to be told of a comment.</summary>
    public const string SeeComment = "comment:read";
}
