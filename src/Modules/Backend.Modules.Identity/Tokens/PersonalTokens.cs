using System.Globalization;
using System.Security.Claims;
using Backend.Contracts.Identity;
using Backend.Modules.Identity.ServiceAccounts;
using Backend.Modules.Identity.Users;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Tokens;

/// <summary>
/// Finds tokens by their hash, so that what the look-up takes says nothing about a token. One that is unknown, revoked or
/// expired is answered alike.
/// </summary>
internal sealed class PersonalTokens(BackendDbContext db, VisibleServiceAccounts serviceAccounts, Viewer viewer, KnownTokens known, TokenUses uses, TimeProvider clock) : IPersonalTokens
{
    public async Task<ClaimsPrincipal?> AuthenticateAsync(string text, string? address, CancellationToken cancellationToken)
    {
        if (!TokenText.IsPossible(text))
            return null;
        var hash = TokenText.Hash(text);
        var token = known.Find(hash) ?? await ReadAsync(hash, cancellationToken);
        if (token is null || token.ExpiresAt <= clock.GetUtcNow())
            return null;
        uses.Note(token.Name, address);
        return Principal(token);
    }

    public IQueryable<TokenAccount> ById(OwnToken token) =>
        from kept in db.PersonalTokens
        where kept.WorkspaceId == token.WorkspaceId && kept.Id == token.Id && kept.RevokedAt == null
        join user in db.Users on kept.UserId equals user.Id
        select new TokenAccount
        {
            UserId = user.Id,
            IsActive = user.Status == UserStatus.Active,
            WorkspaceId = kept.WorkspaceId,
            Scopes = kept.ScopeNames,
            ExpiresAt = kept.ExpiresAt,
        };

    public async Task<bool> IsGoodAsync(OwnToken token, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await ById(token).IgnoreQueryFilters().AnyAsync(account => account.IsActive && (account.ExpiresAt == null || account.ExpiresAt > now), cancellationToken))
            return true;
        Forget(token);
        return false;
    }

    public async Task<bool> IsManagedAsync(Guid tokenId, CancellationToken cancellationToken)
    {
        if (!viewer.Can(ServiceAccountPermissions.Manage))
            return false;
        var managed = serviceAccounts.Query().Select(account => account.Id);
        return await db.PersonalTokens.AnyAsync(token => token.Id == tokenId && token.RevokedAt == null && managed.Contains(token.UserId), cancellationToken);
    }

    public void Forget(OwnToken token) => known.Forget(token.Id);

    private async Task<KnownToken?> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        var row = await db.PersonalTokens.IgnoreQueryFilters().Where(token => token.Hash == hash && token.RevokedAt == null)
            .Select(token => new { token.WorkspaceId, token.Id, token.Hash, token.ExpiresAt }).FirstOrDefaultAsync(cancellationToken);
        if (row is null || !TokenText.Matches(row.Hash, hash))
            return null;
        var found = new KnownToken(new OwnToken(row.WorkspaceId, row.Id), row.ExpiresAt);
        known.Add(hash, found);
        return found;
    }

    private static ClaimsPrincipal Principal(KnownToken token)
    {
        var identity = new ClaimsIdentity([new("iss", OwnToken.Issuer), new("sub", token.Name.Subject)], "token");
        if (token.ExpiresAt is { } expires)
            identity.AddClaim(new(CallerClaims.Ends, expires.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        return new ClaimsPrincipal(identity);
    }
}
