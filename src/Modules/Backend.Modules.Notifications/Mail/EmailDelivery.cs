using Backend.Platform.Persistence;

namespace Backend.Modules.Notifications.Mail;

// A row of a machine, of which there are many: it raises no change events.

/// <summary>A mail to somebody, and what has become of it. What it says is put together when it is sent.</summary>
internal sealed class EmailDelivery : WorkspaceEntity
{
    public const int MaxGroupingKeyLength = 64;
    public const int MaxSubjectLength = 300;
    public const int MaxAnswerLength = 1_000;

    private EmailDelivery()
    {
    }

    /// <summary>To whom.</summary>
    public Guid UserId { get; private init; }

    /// <summary>What it is.</summary>
    public EmailKind Kind { get; private init; }

    /// <summary>What it is about, such as an issue; empty where it is about nothing in particular. Of one kind, about one thing, one waits for a person at a time.</summary>
    public string GroupingKey { get; private init; } = string.Empty;

    /// <summary>When it is due.</summary>
    public DateTimeOffset DueAt { get; private init; }

    /// <summary>What has become of it.</summary>
    public EmailStatus Status { get; private set; }

    /// <summary>The address that it went to; null while it was not tried.</summary>
    public string? Address { get; private set; }

    /// <summary>Its subject; null while it was not tried.</summary>
    public string? Subject { get; private set; }

    /// <summary>Its <c>Message-ID</c>, the same for each attempt: a mailbox that gets it twice can tell.</summary>
    public string MessageId { get; private init; } = string.Empty;

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is tried next: at first when it is due. Null once it has ended.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>What the mail server said last, such as <c>250 2.0.0 Ok: queued</c>.</summary>
    public string? SmtpAnswer { get; private set; }

    /// <summary>The code of what went wrong last, or of why there was nothing to send; null where nothing did.</summary>
    public string? ErrorCode { get; private set; }

    /// <summary>When the mail server took it; null while it has not.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>What it says where that is known from the start, as JSON; null where a composer finds out when it is sent.</summary>
    internal string? Content { get; private init; }

    /// <summary>Who sends it: only the holder of the lease says what became of it.</summary>
    internal Guid? LeaseId { get; private set; }

    /// <summary>Until when the holder may.</summary>
    internal DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>A test mail, which was sent, or was not, when it is written down.</summary>
    public static EmailDelivery CreateTest(
        Guid workspaceId, Guid id, Guid userId, string address, string subject, string messageId, string? answer, string? errorCode, DateTimeOffset begun, DateTimeOffset ended) => new()
        {
            WorkspaceId = workspaceId,
            Id = id,
            UserId = userId,
            Kind = EmailKind.Test,
            GroupingKey = id.ToString("N"),
            DueAt = begun,
            Status = errorCode is null ? EmailStatus.Sent : EmailStatus.Failed,
            Address = address,
            Subject = subject,
            MessageId = messageId,
            Attempts = 1,
            SmtpAnswer = answer,
            ErrorCode = errorCode,
            SentAt = errorCode is null ? ended : null,
            CreatedAt = begun,
        };
}
