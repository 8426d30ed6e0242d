using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Modules.Access.Grants;
using Backend.Modules.Access.Roles;
using Backend.Platform.Events;
using Backend.Platform.Live;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Access.Changes;

/// <summary>
/// The changes of roles and grants: those of one's own grants for everybody, and for those who manage access all that are about
/// what they see, as in <see cref="VisibleGrants"/>.
/// </summary>
internal sealed class AccessAudience(Viewer viewer, ITeamDirectory teams, IIssueDirectory issues) : IChangeAudience
{
    private const string GrantPrefix = "grant.";

    public IReadOnlyList<string> Prefixes { get; } = [GrantPrefix, "role."];

    public IReadOnlyList<string> Types { get; } =
    [
        "grant.created", "grant.revoked", "grant.expired", "role.created", "role.updated", "role.deleted",
    ];

    public async Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellationToken)
    {
        if (viewer.UserId is not { } me)
            return [];
        var manages = viewer.Can(AccessPermissions.Read);
        var mine = (await teams.AddedIds(me).ToListAsync(cancellationToken)).ToHashSet();
        var seen = manages ? await FindSeenAsync(events, cancellationToken) : [];
        return [.. events.Where(change => IsGrant(change) ? IsMine(change) || (manages && IsSeen(change)) : manages).Select(Tell)];

        bool IsMine(PlatformEvent change) => IdOf(change, "userId") == me || (IdOf(change, "teamId") is { } team && mine.Contains(team));

        bool IsSeen(PlatformEvent change) => (IdOf(change, "teamId") is not { } team || seen.Contains(team))
            && (KindOf(change) == "WORKSPACE" || seen.Contains(IdOf(change, "resourceId")!.Value));
    }

    private async Task<HashSet<Guid>> FindSeenAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellationToken)
    {
        var seen = (await teams.VisibleIds().ToListAsync(cancellationToken)).ToHashSet();
        var asked = events.Where(change => IsGrant(change) && KindOf(change) == "ISSUE").Select(change => IdOf(change, "resourceId")!.Value).Distinct().ToArray();
        if (asked.Length > 0)
            seen.UnionWith(await issues.VisibleIds().Where(id => asked.Contains(id)).ToListAsync(cancellationToken));
        return seen;
    }

    private static bool IsGrant(PlatformEvent change) => change.Type.StartsWith(GrantPrefix, StringComparison.Ordinal);

    private static VisibleChange Tell(PlatformEvent change) =>
        new(change, IsGrant(change) ? nameof(Grant) : nameof(Role), change.Type, change.ReadChanges());

    private static string? KindOf(PlatformEvent change) => change.ReadData("resourceKind")?.GetValue<string>();

    private static Guid? IdOf(PlatformEvent change, string field) => change.ReadData(field)?.GetValue<Guid>();
}
