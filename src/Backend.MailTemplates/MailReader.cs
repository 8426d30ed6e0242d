namespace Backend.MailTemplates;

/// <summary>For whom a mail is rendered.</summary>
/// <param name="Timezone">The time zone by its IANA name; an unknown one is UTC.</param>
public sealed record MailReader(string Timezone)
{
    /// <summary>Where one unsubscribes from mails like this one; null for a mail that cannot be unsubscribed from.</summary>
    public string? UnsubscribeUrl { get; init; }

    /// <summary>The time zone.</summary>
    internal TimeZoneInfo Zone { get; } = TimeZoneInfo.TryFindSystemTimeZoneById(Timezone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The time zone's name, as a mail says it.</summary>
    internal string ZoneName => Zone.Id;
}
