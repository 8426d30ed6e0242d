using Backend.Contracts.Access;
using Backend.Contracts.Tracking;
using Backend.Modules.Notifications.Inbox;
using Backend.Modules.Notifications.Preferences;
using Backend.Modules.Notifications.Subscriptions;
using Backend.Platform.Events;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;

namespace Backend.Modules.Notifications.FanOut;

/// <summary>
/// Tells people of changes: whom a change is about, and who follows the issue; who may see it at this moment, did not do it, and
/// wants to know. Notifications, new followers and mails to send are one transaction; the number of statements does not grow
/// with the people.
/// </summary>
internal sealed class NotificationFanOut(
    BackendDbContext db, OccurrenceReader reader, IIssueDirectory issues, IIssueReaders readers, Followers followers, PreferenceDirectory preferences,
    MailPlan mail, TimeProvider clock)
    : IEventRangeHandler
{
    public async Task HandleAsync(IReadOnlyList<PlatformEvent> changes, JobContext context, CancellationToken cancellationToken)
    {
        var occurrences = await reader.ReadAsync(changes, cancellationToken);
        var found = await issues.FindAsync([.. occurrences.Select(one => one.IssueId).OfType<Guid>().Distinct()], cancellationToken);
        // An issue that is gone by now says enough by being gone.
        var about = occurrences.Where(one => one.IssueId is not { } id || found.ContainsKey(id)).ToArray();
        var following = await followers.FindAsync([.. found.Values], cancellationToken);
        List<Candidate> told = [];
        List<(Occurrence About, Guid UserId, SubscriptionReason Reason)> joining = [];
        foreach (var one in about)
        {
            told.AddRange(Candidates(one, one.IssueId is { } id ? following[id] : null));
            foreach (var join in Joining(one, following).DistinctBy(join => join.UserId).ToArray())
            {
                joining.Add(join);
                // Of what comes after it, also in the same range, whoever takes part is told.
                following[one.IssueId!.Value][join.UserId] = new Following(SubscriptionState.Subscribed, join.Reason, IsKept: true);
            }
        }

        var allowed = await AllowedAsync(
            [.. told.Select(one => (one.About, one.UserId)), .. joining.Select(one => (one.About, one.UserId))], cancellationToken);
        var now = clock.GetUtcNow();
        db.AddRange(joining.Where(one => allowed(one.About, one.UserId))
            .Select(one => IssueSubscription.Create(context.WorkspaceId, one.About.IssueId!.Value, one.UserId, one.Reason, now)));
        await TellAsync([.. told.Where(one => allowed(one.About, one.UserId))], found, context.WorkspaceId, now, cancellationToken);
    }

    // Everybody once per change: as the one it is about rather than as a follower.
    private static IEnumerable<Candidate> Candidates(Occurrence one, Dictionary<Guid, Following>? following)
    {
        var seen = new HashSet<Guid>();
        if (!one.TellsActor && one.Change.ActorId is { } actor)
            seen.Add(actor);
        foreach (var (user, how) in following ?? [])
        {
            if (how.State == SubscriptionState.Muted && !one.TellsActor)
                seen.Add(user);
        }

        foreach (var (user, kind) in one.Direct.Where(direct => seen.Add(direct.UserId)))
            yield return new Candidate(one, user, kind);
        if (one.ForFollowers is not { } forFollowers || following is null)
            yield break;
        foreach (var (user, how) in following.Where(pair => pair.Value.State == SubscriptionState.Subscribed && seen.Add(pair.Key)))
            yield return new Candidate(one, user, forFollowers);
    }

    // Those who chose are left alone, and whoever created the issue follows it without a row, for good.
    private static IEnumerable<(Occurrence About, Guid UserId, SubscriptionReason Reason)> Joining(
        Occurrence one, IReadOnlyDictionary<Guid, Dictionary<Guid, Following>> following) =>
        one.IssueId is { } issue
            ? one.Joining
                .Where(join => !following[issue].TryGetValue(join.UserId, out var how) || !(how.IsKept || how.Reason == SubscriptionReason.Creator))
                .Select(join => (one, join.UserId, join.Reason))
            : [];

    private async Task<Func<Occurrence, Guid, bool>> AllowedAsync(IReadOnlyList<(Occurrence About, Guid UserId)> asked, CancellationToken cancellationToken)
    {
        var byPermission = new Dictionary<string, IssueReaders>(StringComparer.Ordinal);
        foreach (var group in asked.Where(one => one.About.IssueId is not null).GroupBy(one => one.About.Permission, StringComparer.Ordinal))
        {
            byPermission[group.Key] = await readers.FindAsync(
                group.Key, [.. group.Select(one => one.About.IssueId!.Value).Distinct()], [.. group.Select(one => one.UserId).Distinct()], cancellationToken);
        }

        return (about, user) => about.IssueId is not { } issue || byPermission[about.Permission].Allow(user, issue);
    }

    private async Task TellAsync(
        Candidate[] told, IReadOnlyDictionary<Guid, IIssue> found, Guid workspaceId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (told.Length == 0)
            return;
        var choices = await preferences.FindAsync([.. told.Select(one => one.UserId).Distinct()], cancellationToken);
        var notifications = told
            .Select(one => (one, Choice: choices(one.UserId, Occurrence.CategoryOf(one.Kind))))
            .Where(pair => pair.Choice.Inbox || pair.Choice.Mail != MailPace.None)
            .Select(pair => Notification.Create(workspaceId, pair.one.UserId, Content(pair.one, found), pair.Choice, now))
            .ToArray();
        db.AddRange(notifications);
        Notification.Announce(notifications);
        await mail.AddAsync(notifications, cancellationToken);
    }

    private static NotificationContent Content(Candidate one, IReadOnlyDictionary<Guid, IIssue> found) => new(
        one.Kind, Occurrence.CategoryOf(one.Kind), one.About.GroupingKey, one.About.IssueId, one.About.CommentId, one.About.Change.ActorId,
        one.About.Title ?? found[one.About.IssueId!.Value].Title, NotificationText.Json(one.About.Changes), one.About.Change.Sequence, one.About.Change.OccurredAt);

    private sealed record Candidate(Occurrence About, Guid UserId, NotificationKind Kind);
}
