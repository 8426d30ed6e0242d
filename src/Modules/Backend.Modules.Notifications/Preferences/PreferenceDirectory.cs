using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Preferences;

/// <summary>What people have chosen, with the defaults where they have chosen nothing.</summary>
internal sealed class PreferenceDirectory(BackendDbContext db, TimeProvider clock)
{
    /// <summary>The choices of several people, in one statement.</summary>
    public async Task<Func<Guid, NotificationCategory, PreferenceChoice>> FindAsync(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken)
    {
        var chosen = await db.NotificationPreferences.AsNoTracking()
            .Where(preference => userIds.Contains(preference.UserId))
            .ToDictionaryAsync(preference => (preference.UserId, preference.Category), preference => preference.Choice, cancellationToken);
        return (user, category) => chosen.TryGetValue((user, category), out var choice) ? choice : PreferenceDefaults.Of(category);
    }

    /// <summary>Notes what somebody chooses; what is null stays as it is.</summary>
    public async Task<NotificationPreference> ChooseAsync(
        Guid workspaceId, Guid userId, NotificationCategory category, bool? inbox, MailPace? mail, CancellationToken cancellationToken)
    {
        var preference = await db.NotificationPreferences.SingleOrDefaultAsync(
            known => known.UserId == userId && known.Category == category, cancellationToken);
        if (preference is null)
            db.Add(preference = NotificationPreference.Create(workspaceId, userId, category, clock.GetUtcNow()));
        preference.Choose(inbox, mail);
        return preference;
    }
}
