using System.Collections.Concurrent;
using System.Collections.Frozen;
using Backend.Contracts.Workspaces;
using Backend.Modules.Access.Grants;
using Backend.Platform.Security;

namespace Backend.Modules.Access.Policy;

/// <summary>A grant as the policy needs it.</summary>
/// <param name="Kind">On what kind of thing.</param>
/// <param name="ResourceId">On what.</param>
/// <param name="Permissions">What the role allowed when the snapshot was taken.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record HeldGrant(GrantResourceKind Kind, Guid ResourceId, FrozenSet<string> Permissions, DateTimeOffset? ExpiresAt);

/// <summary>All that somebody was granted in a workspace, as of one access version.</summary>
internal sealed class AccessSnapshot(IReadOnlyList<HeldGrant> grants, TeamStanding standing, TimeProvider clock) : ViewerGrants
{
    private readonly bool someEnd = grants.Any(grant => grant.ExpiresAt is not null);
    private readonly ConcurrentDictionary<(string Permission, GrantResourceKind Kind), IReadOnlyList<Guid>> lasting = new();
    private readonly ILookup<(GrantResourceKind Kind, Guid Id), HeldGrant> byResource = grants.ToLookup(grant => (grant.Kind, grant.ResourceId));

    /// <summary>How the person stands to the workspace's teams.</summary>
    public TeamStanding Standing => standing;

    /// <summary>What holds in the whole workspace, as far as the role reaches.</summary>
    public IReadOnlyCollection<string> Everywhere =>
        [.. Current().Where(grant => grant.Kind == GrantResourceKind.Workspace).SelectMany(grant => grant.Permissions).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc />
    public override bool AllowSomewhere(string permission) => Current().Any(grant => grant.Permissions.Contains(permission));

    public bool Allows(string permission, GrantResourceKind kind, Guid id)
    {
        var now = clock.GetUtcNow();
        return byResource[(kind, id)].Any(grant => Holds(grant, now) && grant.Permissions.Contains(permission));
    }

    /// <summary>The things of a kind on which a grant gives a permission.</summary>
    // What has no end is the same until the next version.
    public IReadOnlyList<Guid> Resources(string permission, GrantResourceKind kind) =>
        someEnd ? Find(permission, kind) : lasting.GetOrAdd((permission, kind), static (key, snapshot) => snapshot.Find(key.Permission, key.Kind), this);

    private Guid[] Find(string permission, GrantResourceKind kind) =>
        [.. Current().Where(grant => grant.Kind == kind && grant.Permissions.Contains(permission)).Select(grant => grant.ResourceId).Distinct()];

    private IEnumerable<HeldGrant> Current()
    {
        var now = clock.GetUtcNow();
        return grants.Where(grant => Holds(grant, now));
    }

    private static bool Holds(HeldGrant grant, DateTimeOffset now) => grant.ExpiresAt is not { } end || end > now;
}
