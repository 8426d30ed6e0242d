using Backend.Contracts.Identity;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Users;

internal sealed class MailRecipients(BackendDbContext db) : IMailRecipients
{
    public async Task<IReadOnlyDictionary<Guid, MailRecipient>> GetAsync(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken) =>
        userIds.Count == 0
            ? new Dictionary<Guid, MailRecipient>()
            : await db.Users.Where(user => userIds.Contains(user.Id))
                .Select(user => new MailRecipient(user.Id, user.Email, user.Name, user.Timezone, user.Locale, user.Status == UserStatus.Active, user.IsBot))
                .ToDictionaryAsync(recipient => recipient.Id, cancellationToken);
}
