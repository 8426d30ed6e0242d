namespace Backend.MailTemplates;

/// <summary>What a mail's template shows. Times are given as points in time; the template shows them as the recipient's clock does.</summary>
public abstract record MailModel
{
    /// <summary>The name of the workspace that it comes from.</summary>
    public required string WorkspaceName { get; init; }
}
