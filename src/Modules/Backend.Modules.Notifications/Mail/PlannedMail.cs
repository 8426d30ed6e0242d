namespace Backend.Modules.Notifications.Mail;

/// <summary>A mail to be sent. One that waits already for the same person, of the same kind and about the same thing, takes its place.</summary>
/// <param name="UserId">To whom.</param>
/// <param name="Kind">What it is.</param>
/// <param name="DueAt">When it is due; one that takes its place is due at the earlier of both times.</param>
internal sealed record PlannedMail(Guid UserId, EmailKind Kind, DateTimeOffset DueAt)
{
    /// <summary>What it is about, such as an issue's id; at most 64 characters. Empty where it is about nothing in particular.</summary>
    public string GroupingKey { get; init; } = string.Empty;

    /// <summary>What it says where that is known from the start, as JSON; null where the kind's composer finds out.</summary>
    public string? Content { get; init; }
}
