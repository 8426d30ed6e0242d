using Backend.GraphQL;

namespace Backend.Modules.Notifications.Mail.Testing;

/// <summary>What sending a test mail came to.</summary>
internal sealed record MailTest
{
    /// <summary>Whether the mail server took it.</summary>
    public required bool Delivered { get; init; }

    /// <summary>What the mail server answered last, such as <c>250 2.0.0 Ok: queued</c>; null where it said nothing.</summary>
    public string? Answer { get; init; }

    /// <summary>The code of what went wrong; null where nothing did.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What was said, line by line and without secrets: <c>C:</c> is this server, <c>S:</c> the mail server, <c>*</c> a remark.</summary>
    [ListSize(100)]
    public required IReadOnlyList<string> Transcript { get; init; }

    [GraphQLIgnore]
    public Guid? DeliveryId { get; init; }
}
