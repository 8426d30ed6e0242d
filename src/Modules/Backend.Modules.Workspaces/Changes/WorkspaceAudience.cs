using Backend.Modules.Workspaces.Members;
using Backend.Modules.Workspaces.Teams;
using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform.Events;
using Backend.Platform.Live;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Changes;

/// <summary>The changes of the workspace itself, of its teams and of its members that the viewer sees.</summary>
internal sealed class WorkspaceAudience(VisibleTeams teams, VisibleMembers members, Viewer viewer) : IChangeAudience
{
    private const string TeamPrefix = "team.";
    private const string MemberPrefix = "member.";

    public IReadOnlyList<string> Prefixes { get; } = ["workspace.", TeamPrefix, MemberPrefix];

    public IReadOnlyList<string> Types { get; } =
    [
        "workspace.created", "workspace.updated", "workspace.deletionScheduled", "workspace.deletionCanceled", "team.created", "team.updated", "team.memberAdded", "team.memberRemoved", "team.removed", "member.added", "member.removed", "member.roleChanged", "member.suspended", "member.reactivated",
    ];

    public async Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellationToken)
    {
        var (ofTeams, ofMembers) = (SubjectsOf(events, TeamPrefix), SubjectsOf(events, MemberPrefix));
        HashSet<Guid> seenTeams = ofTeams.Length == 0 ? []
            : [.. await teams.Query().Where(team => ofTeams.Contains(team.Id)).Select(team => team.Id).ToListAsync(cancellationToken)];
        HashSet<Guid> seenMembers = ofMembers.Length == 0 ? []
            : [.. await members.Query().Where(seat => ofMembers.Contains(seat.Id)).Select(seat => seat.Id).ToListAsync(cancellationToken)];
        return [.. events.Select(change => Tell(change, seenTeams, seenMembers)).OfType<VisibleChange>()];
    }

    private VisibleChange? Tell(PlatformEvent change, HashSet<Guid> seenTeams, HashSet<Guid> seenMembers)
    {
        if (change.Type.StartsWith(MemberPrefix, StringComparison.Ordinal))
            return seenMembers.Contains(change.Subject) || IsGone(change) ? new VisibleChange(change, nameof(Membership), change.Type, change.ReadChanges()) : null;
        if (!change.Type.StartsWith(TeamPrefix, StringComparison.Ordinal))
            return new VisibleChange(change, nameof(Workspace), change.Type, change.ReadChanges());
        if (seenTeams.Contains(change.Subject))
            return new VisibleChange(change, nameof(Team), change.Type, change.ReadChanges());
        return TakesAway(change) ? new VisibleChange(change, nameof(Team), "team.removed", []) : null;
    }

    // Nobody knows any more whom a guest saw.
    private bool IsGone(PlatformEvent change) => change.Type == "member.removed" && viewer.Role is not (null or Contracts.Workspaces.BuiltInRoles.Guest);

    // Whoever saw the team until then is told that it is out of sight.
    private bool TakesAway(PlatformEvent change) => change.Type switch
    {
        "team.memberRemoved" => change.ReadData("userId")?.GetValue<Guid>() == viewer.UserId,
        "team.updated" => viewer.Role != Contracts.Workspaces.BuiltInRoles.Guest && change.ReadChanges().Any(field => field is { Field: "visibility", From: not null } && field.From.ToString() == "PUBLIC"),
        _ => false,
    };

    private static Guid[] SubjectsOf(IReadOnlyList<PlatformEvent> events, string prefix) =>
        [.. events.Where(change => change.Type.StartsWith(prefix, StringComparison.Ordinal)).Select(change => change.Subject).Distinct()];
}
