using Backend.Contracts.Tracking;
using Backend.Modules.Tracking.History;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Events;
using Backend.Platform.Live;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Live;

/// <summary>The changes of issues that the viewer may know of: the same as a listener without a filter is told.</summary>
internal sealed class IssueAudience(IssueChangeReader reader, VisibleIssues issues, Viewer viewer) : IChangeAudience
{
    private const string ParentId = "parentId";

    public IReadOnlyList<string> Prefixes { get; } = [IssueEvents.Prefix];

    public IReadOnlyList<string> Types { get; } =
    [
        "issue.created", "issue.updated", "issue.archived", "issue.unarchived", "issue.trashed", "issue.restored", "issue.deleted", "issue.removed",
    ];

    public Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellationToken) =>
        SelectAsync(events, filter: null, cancellationToken);

    /// <summary>The same as a listener with this filter is told.</summary>
    public async Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> events, IssueFilter? filter, CancellationToken cancellationToken)
    {
        var own = events.Where(change => IssueEvents.ActionOf(change) is not null).ToDictionary(change => change.Sequence);
        if (own.Count == 0 || (!viewer.Can(IssuePermissions.Read) && !viewer.Grants.AllowSomewhere(IssuePermissions.Read)))
            return [];
        var told = await reader.ReadAsync([.. own.Values], filter, cancellationToken);
        var parents = told.SelectMany(change => VisibleChanges.ParentsOf(change.Changes)).Concat(own.Values.Select(ParentOf).OfType<Guid>()).Distinct().ToArray();
        var visible = parents.Length == 0 ? []
            : (await issues.Query().Where(issue => parents.Contains(issue.Id)).Select(issue => issue.Id).ToListAsync(cancellationToken)).ToHashSet();
        return [.. told.Select(change => Tell(own[change.SyncId.Value], change, visible))];
    }

    private static VisibleChange Tell(PlatformEvent own, IssueChange change, HashSet<Guid> visible) => new(
        own, nameof(Issue), IssueEvents.Prefix + change.Action.ToString().ToLowerInvariant(), VisibleChanges.Of(change.Changes, visible))
    {
        Hidden = ParentOf(own) is { } parent && !visible.Contains(parent) ? [ParentId] : [],
    };

    // Of a new issue: what is changed later is among the changes.
    private static Guid? ParentOf(PlatformEvent change) =>
        change.Type == IssueEvents.Created ? change.ReadData(ParentId)?.GetValue<Guid>() : null;
}
