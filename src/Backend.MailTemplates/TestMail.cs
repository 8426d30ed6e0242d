namespace Backend.MailTemplates;

/// <summary>Shows that mail arrives.</summary>
public sealed record TestMail : MailModel
{
    /// <summary>Who asked for it, by name.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
