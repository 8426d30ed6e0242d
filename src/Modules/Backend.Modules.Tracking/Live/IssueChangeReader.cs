using System.Text.Json.Nodes;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Events;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Live;

/// <summary>
/// Decides which events of the change feed a listener is told of: a few statements for a whole batch, over what the viewer
/// may see at this moment.
/// </summary>
internal sealed class IssueChangeReader(VisibleIssues issues, IssueFilterTranslator filters, ITeamDirectory teams)
{
    public async Task<IReadOnlyList<IssueChange>> ReadAsync(
        IReadOnlyList<PlatformEvent> events, IssueFilter? filter, CancellationToken cancellationToken)
    {
        var ids = events.Select(change => change.Subject).Distinct().ToArray();
        var visible = (await issues.Query().Where(issue => ids.Contains(issue.Id)).Select(issue => issue.Id).ToListAsync(cancellationToken)).ToHashSet();
        var passing = filter is null ? visible
            : (await issues.Query().Where(issue => ids.Contains(issue.Id)).Where(filter, filters)
                .Select(issue => issue.Id).ToListAsync(cancellationToken)).ToHashSet();
        var seenTeams = (await teams.VisibleIds(IssuePermissions.Read).ToListAsync(cancellationToken)).ToHashSet();
        var asked = FilterFields.Of(filter);
        return [.. events.Select(Read).OfType<IssueChange>()];

        IssueChange? Read(PlatformEvent change)
        {
            var action = IssueEvents.ActionOf(change)!.Value;
            var (before, after) = TeamsOf(change);
            if (!seenTeams.Contains(after) && !visible.Contains(change.Subject))
                return seenTeams.Contains(before) ? Tell(change, IssueChangeAction.Removed, [], showsIssue: false) : null;
            if (passing.Contains(change.Subject))
                return Tell(change, action, change.ReadChanges(), showsIssue: true);
            if (visible.Contains(change.Subject))
                return Touches(change, asked) ? Tell(change, IssueChangeAction.Removed, [], showsIssue: false) : null;
            // What is gone by now cannot be asked whether it passes the filter.
            return Tell(change, action, change.ReadChanges(), showsIssue: false);
        }
    }

    // Only a change of a field that the filter asks for can take an issue out of it; updatedAt changes with every other.
    private static bool Touches(PlatformEvent change, HashSet<string> asked) =>
        change.ReadChanges() is { Count: > 0 } changes && (asked.Contains("updatedAt") || changes.Any(field => asked.Contains(field.Field)));

    private static (Guid Before, Guid After) TeamsOf(PlatformEvent change)
    {
        var after = change.ReadData(IssueEvents.TeamId)!.GetValue<Guid>();
        var left = change.Before is null ? null : JsonNode.Parse(change.Before)?["team"]?["id"];
        return (left?.GetValue<Guid>() ?? after, after);
    }

    private static IssueChange Tell(
        PlatformEvent change, IssueChangeAction action, IReadOnlyList<FieldChange> changes, bool showsIssue) => new()
        {
            SyncId = new SyncId(change.Sequence),
            Action = action,
            IssueId = change.Subject,
            Changes = changes,
            OccurredAt = change.OccurredAt,
            ActorId = change.ActorId,
            TraceParent = change.TraceParent,
            ShowsIssue = showsIssue,
        };
}
