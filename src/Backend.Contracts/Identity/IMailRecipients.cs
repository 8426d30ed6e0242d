namespace Backend.Contracts.Identity;

/// <summary>Whom mail goes to.</summary>
public interface IMailRecipients
{
    /// <summary>Users by id, in one statement; an unknown one has no entry.</summary>
    Task<IReadOnlyDictionary<Guid, MailRecipient>> GetAsync(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken);
}

/// <summary>Somebody whom mail may go to.</summary>
/// <param name="Id">The user.</param>
/// <param name="Address">The e-mail address; null where none is known.</param>
/// <param name="Name">The full name.</param>
/// <param name="Timezone">The time zone by its IANA name.</param>
/// <param name="Locale">The language as a BCP 47 tag.</param>
/// <param name="IsActive">Whether the user may sign in.</param>
/// <param name="IsBot">Whether it is a program.</param>
public sealed record MailRecipient(Guid Id, string? Address, string Name, string Timezone, string Locale, bool IsActive, bool IsBot);
