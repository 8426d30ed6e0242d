using System.Globalization;
using System.Security.Claims;
using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Accounts;

/// <summary>Has people's places follow their groups at the issuers, as each of their sign-ins last named them.</summary>
internal sealed class GroupSync(BackendDbContext db, IEnumerable<IGroupRules> rules, IMemberships memberships, TimeProvider clock)
{
    /// <summary>
    /// Whether claims name other groups than are known, and were issued later: of two tokens that are both valid, the newer is
    /// right.
    /// </summary>
    public static bool IsOutdated(KnownGroups? known, ClaimsPrincipal principal) =>
        principal.FindFirstValue(MappedClaims.Groups) is { } names && names != (known?.Names ?? string.Empty)
        && (known?.AsOf is not { } asOf || IssuedAt(principal) > asOf);

    /// <summary>Keeps what the claims say, and follows it; within the caller's write, after the sign-in was saved.</summary>
    public async Task FollowAsync(ExternalIdentity identity, ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (!IsOutdated(identity.Known, principal))
            return;
        identity.SetGroups(principal.FindFirstValue(MappedClaims.Groups)!, IssuedAt(principal) ?? clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await FollowAsync(identity.UserId, cancellationToken);
    }

    /// <summary>Follows what is kept of somebody's groups; within the caller's write.</summary>
    public async Task FollowAsync(Guid userId, CancellationToken cancellationToken)
    {
        var identities = await db.ExternalIdentities.Where(identity => identity.UserId == userId && identity.Groups != null).ToListAsync(cancellationToken);
        var apply = identities.SelectMany(identity => identity.RulesOf(rules)).ToArray();
        await memberships.FollowGroupsAsync(userId, apply, cancellationToken);
    }

    private static DateTimeOffset? IssuedAt(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue("iat"), CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
