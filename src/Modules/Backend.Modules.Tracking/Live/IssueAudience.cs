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
    public IReadOnlyList<string> Prefixes { get; } = [IssueEvents.Prefix];

    public async Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellationToken)
    {
        var own = events.Where(change => IssueEvents.ActionOf(change) is not null).ToDictionary(change => change.Sequence);
        if (own.Count == 0 || (!viewer.Can(IssuePermissions.Read) && !viewer.Grants.AllowSomewhere(IssuePermissions.Read)))
            return [];
        var told = await reader.ReadAsync([.. own.Values], filter: null, cancellationToken);
        var parents = told.SelectMany(change => VisibleChanges.ParentsOf(change.Changes)).Distinct().ToArray();
        var visible = parents.Length == 0 ? []
            : (await issues.Query().Where(issue => parents.Contains(issue.Id)).Select(issue => issue.Id).ToListAsync(cancellationToken)).ToHashSet();
        return [.. told.Select(change => new VisibleChange(
            own[change.SyncId.Value], nameof(Issue), IssueEvents.Prefix + change.Action.ToString().ToLowerInvariant(),
            VisibleChanges.Of(change.Changes, visible)))];
    }
}
