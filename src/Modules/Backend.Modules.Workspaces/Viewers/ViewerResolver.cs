using System.Collections.Frozen;
using System.Security.Claims;
using Backend.Contracts.Access;
using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Modules.Workspaces.Members;
using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform.Caching;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Viewers;

/// <summary>
/// Finds user, workspace and role with one statement; only the first sight of a sign-in takes more. Runs before every
/// operation and for every live event, so it writes nothing: without a slug the viewer gets the workspace joined first,
/// not the one used last, which would have to be remembered.
/// </summary>
internal sealed class ViewerResolver(
    BackendDbContext db, IUserAccounts accounts, IPersonalTokens tokens, PermissionCatalog permissions, IViewerAccess access, Viewer viewer,
    RequestInfo request, DatabaseScope scope, ITokenNetworks networks, UnchangedCache<SignIn, Seat> seats, TimeProvider clock) : IViewerResolver
{
    public async Task ResolveAsync(ClaimsPrincipal principal, string? workspaceSlug, CancellationToken cancellationToken)
    {
        if (principal.Identity?.IsAuthenticated != true)
            return;
        var issuer = principal.FindFirstValue("iss") ?? throw new UnauthenticatedException();
        var subject = principal.FindFirstValue("sub") ?? throw new UnauthenticatedException();
        var signIn = new SignIn(issuer, subject, workspaceSlug);
        var seat = await FindAsync(signIn, cancellationToken);
        if (OwnToken.Of(issuer, subject) is { } token)
            Demand(token, seat);
        else if (seat is null || accounts.IsOutdated(seat.Groups, principal))
        {
            await accounts.ProvisionAsync(principal, cancellationToken);
            seat = await FindAsync(signIn, cancellationToken);
        }

        if (seat is not { IsActive: true })
            throw new UnauthenticatedException();
        if (seat.WorkspaceId is null && workspaceSlug is not null)
            throw new NotFoundException("Workspace");
        db.Session = new DataSession(seat.WorkspaceId, seat.UserId, request.RequestId)
        {
            TokenId = OwnToken.Of(issuer, subject)?.Id,
            AccessVersion = seat.AccessVersion,
            CacheVersions = new(seat.CacheVersion, seat.CacheVersionEverywhere),
        };
        await SignInAsync(seat, cancellationToken);
        networks.Note(seat.UserId, OwnToken.Of(issuer, subject), scope.Origin, request.RequestId);
    }

    public async Task ActAsAsync(Guid userId, Guid? tokenId, CancellationToken cancellationToken)
    {
        var workspaceId = db.Session.WorkspaceId ?? throw new NotFoundException("Workspace");
        var seat = tokenId is { } id
            ? await ReadAsync(new OwnToken(workspaceId, id), slug: null, cancellationToken)
            : await ReadAsync(workspaceId, userId, cancellationToken);
        if (seat is not { IsActive: true } || seat.UserId != userId || seat.ExpiresAt <= clock.GetUtcNow())
        {
            throw new ForbiddenException(tokenId is null
                ? "The person who asked for this is not an active member of the workspace any more."
                : "The token with which this was asked for is not valid any more.");
        }

        await SignInAsync(seat, cancellationToken);
    }

    private Task<Seat?> ReadAsync(Guid workspaceId, Guid userId, CancellationToken cancellationToken)
    {
        var (versions, kept, everywhere) = (AccessVersion.In(db), CacheVersion.In(db), CacheVersion.Everywhere);
        return (
            from account in accounts.ById(userId)
            join membership in db.Memberships.Where(held => held.WorkspaceId == workspaceId && held.State == MembershipState.Active)
                on account.UserId equals membership.UserId
            join workspace in db.OpenWorkspaces() on membership.WorkspaceId equals workspace.WorkspaceId
            select new Seat(
                account.UserId, account.IsActive, membership.WorkspaceId, membership.Role,
                versions.Where(version => version.WorkspaceId == membership.WorkspaceId).Select(version => version.Value).FirstOrDefault(),
                kept.Where(version => version.WorkspaceId == membership.WorkspaceId).Select(version => version.Value).FirstOrDefault(),
                kept.Where(version => version.WorkspaceId == everywhere).Select(version => version.Value).FirstOrDefault()))
            .SingleOrDefaultAsync(cancellationToken);
    }

    private async ValueTask SignInAsync(Seat seat, CancellationToken cancellationToken)
    {
        var role = seat.Role is { } held ? BuiltInRoles.Name(held) : null;
        var granted = role is null ? GrantedAccess.None : await access.LoadAsync(seat.UserId, seat.Token, seat.AccessVersion, cancellationToken);
        var byRole = permissions.Of(role ?? string.Empty);
        if (seat.Token is { } token)
            byRole = byRole.Where(token.Scopes.Contains).ToFrozenSet(StringComparer.Ordinal);
        var everywhere = granted.Everywhere.Count == 0 ? byRole : byRole.Concat(granted.Everywhere).ToFrozenSet(StringComparer.Ordinal);
        viewer.SignIn(seat.UserId, seat.WorkspaceId, role, everywhere, granted.Grants, seat.Token?.Scopes);
    }

    // Each is answered like a token that never was.
    private void Demand(OwnToken token, Seat? seat)
    {
        if (seat is { IsActive: true } && !(seat.ExpiresAt <= clock.GetUtcNow()))
            return;
        tokens.Forget(token);
        throw new UnauthenticatedException();
    }

    private ValueTask<Seat?> FindAsync(SignIn signIn, CancellationToken cancellationToken) =>
        seats.GetAsync(db, signIn, () => OwnToken.Of(signIn.Issuer, signIn.Subject) is { } token
            ? ReadAsync(token, signIn.Slug, cancellationToken)
            : ReadAsync(signIn.Issuer, signIn.Subject, signIn.Slug, cancellationToken));

    // A token is of one workspace: asked for another, its owner has none.
    private async Task<Seat?> ReadAsync(OwnToken token, string? slug, CancellationToken cancellationToken)
    {
        var (versions, kept, everywhere) = (AccessVersion.In(db), CacheVersion.In(db), CacheVersion.Everywhere);
        var found = await (
            from account in tokens.ById(token)
            join membership in db.Memberships.Where(held => held.State == MembershipState.Active)
                on new { account.WorkspaceId, account.UserId } equals new { membership.WorkspaceId, membership.UserId }
            join workspace in db.OpenWorkspaces() on membership.WorkspaceId equals workspace.WorkspaceId
            select new
            {
                account.UserId,
                account.IsActive,
                account.Scopes,
                account.ExpiresAt,
                workspace.Id,
                workspace.Slug,
                membership.Role,
                AccessVersion = versions.Where(version => version.WorkspaceId == workspace.Id).Select(version => version.Value).FirstOrDefault(),
                CacheVersion = kept.Where(version => version.WorkspaceId == workspace.Id).Select(version => version.Value).FirstOrDefault(),
                CacheVersionEverywhere = kept.Where(version => version.WorkspaceId == everywhere).Select(version => version.Value).FirstOrDefault(),
            })
            .IgnoreQueryFilters().FirstOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;
        var isThere = slug is null || slug == found.Slug;
        return new Seat(
            found.UserId, found.IsActive, isThere ? found.Id : null, isThere ? found.Role : null, found.AccessVersion, found.CacheVersion, found.CacheVersionEverywhere)
        {
            Token = new(token.Id, found.Scopes.Split(' ').ToFrozenSet(StringComparer.Ordinal)),
            ExpiresAt = found.ExpiresAt,
        };
    }

    private Task<Seat?> ReadAsync(string issuer, string subject, string? slug, CancellationToken cancellationToken)
    {
        var (versions, kept, everywhere) = (AccessVersion.In(db), CacheVersion.In(db), CacheVersion.Everywhere);
        // Plain left joins, each on an index: SQLite would first gather a joined subquery for all users.
        var found =
            from account in accounts.ByIdentity(issuer, subject)
            join membership in db.Memberships.Where(held => held.State == MembershipState.Active)
                on account.UserId equals membership.UserId into memberships
            from membership in memberships.DefaultIfEmpty()
            join workspace in db.OpenWorkspaces().Where(named => slug == null || named.Slug == slug)
                on membership.WorkspaceId equals workspace.WorkspaceId into workspaces
            from workspace in workspaces.DefaultIfEmpty()
            orderby workspace == null, membership.CreatedAt, membership.Id
            select new Seat(
                account.UserId, account.IsActive, (Guid?)workspace.Id, workspace == null ? null : membership.Role,
                versions.Where(version => version.WorkspaceId == workspace.Id).Select(version => version.Value).FirstOrDefault(),
                kept.Where(version => version.WorkspaceId == workspace.Id).Select(version => version.Value).FirstOrDefault(),
                kept.Where(version => version.WorkspaceId == everywhere).Select(version => version.Value).FirstOrDefault())
            {
                Groups = account.Groups,
            };
        return found.IgnoreQueryFilters().FirstOrDefaultAsync(cancellationToken);
    }
}

/// <summary>By whom, and with which workspace asked for.</summary>
internal readonly record struct SignIn(string Issuer, string Subject, string? Slug);

/// <summary>What a sign-in amounts to.</summary>
/// <param name="UserId">Who.</param>
/// <param name="IsActive">Whether the user may sign in.</param>
/// <param name="WorkspaceId">Where; null where the user is a member of none.</param>
/// <param name="Role">As what.</param>
/// <param name="AccessVersion">The workspace's access version at that moment.</param>
/// <param name="CacheVersion">The version of what is kept of the workspace.</param>
/// <param name="CacheVersionEverywhere">The version of what is kept and no workspace owns.</param>
internal sealed record Seat(
    Guid UserId, bool IsActive, Guid? WorkspaceId, WorkspaceRole? Role, long AccessVersion, long CacheVersion, long CacheVersionEverywhere)
{
    /// <summary>The groups that the sign-in was last seen with.</summary>
    public KnownGroups? Groups { get; init; }

    /// <summary>The token; null where it is none.</summary>
    public TokenScopes? Token { get; init; }

    /// <summary>When the token ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
