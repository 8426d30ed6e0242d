using System.Security.Claims;
using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Modules.Identity.Accounts;
using Backend.Platform.Caching;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Identity.Sessions;

/// <summary>Keeps sessions in the database. What is read is kept only while nothing is committed there.</summary>
internal sealed class BrowserSessions(
    BackendDbContext db, IUserAccounts accounts, SessionSecrets secrets, SessionEndings endings, UserAudit audit, OpenSessions open,
    UnchangedCache<SessionSecret, BrowserSessionInfo> kept, IOptions<SessionOptions> options, TimeProvider clock) : IBrowserSessions
{
    // Every request of the session within it goes without a write.
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(1);

    public async Task<string> BeginAsync(BrowserSignedIn signedIn, CancellationToken cancellationToken)
    {
        var account = await accounts.ProvisionAsync(signedIn.Principal, cancellationToken);
        var (issuer, subject) = (Claim(signedIn, "iss"), Claim(signedIn, "sub"));
        if (!account.IsActive)
        {
            await audit.RefuseAsync(account.UserId, SessionRecords.Refused(account.UserId, issuer), cancellationToken);
            throw new UnauthenticatedException();
        }

        var (secret, now) = (SessionSecret.New(), clock.GetUtcNow());
        var session = Session.Begin(
            signedIn, account.UserId, issuer, subject, secret, SessionSecrets.Write(signedIn.Claims), secrets.Protect(signedIn.Tokens), options.Value, now);
        audit.ActAs(account.UserId);
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await db.ExternalIdentities.Where(identity => identity.Issuer == issuer && identity.Subject == subject)
            .ExecuteUpdateAsync(set => set.SetProperty(identity => identity.LastLoginAt, now), cancellationToken);
        db.Add(session);
        await audit.RecordAsync(account.UserId, SessionRecords.Started(session), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return secret.Text;
    }

    public async Task<BrowserSessionInfo?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        if (!SessionSecret.IsPossible(secret))
            return null;
        var key = new SessionSecret(secret);
        var known = await kept.GetAsync(db, key, () => ReadAsync(key.Hash, cancellationToken));
        var now = clock.GetUtcNow();
        return known is not null && known.ExpiresAt > now && known.LastSeenAt + options.Value.IdleTimeout > now ? known : null;
    }

    public async Task TouchAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = now - TouchInterval;
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await db.Sessions.Where(session => session.Id == id && session.LastSeenAt <= due)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.LastSeenAt, now), cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    public async Task<ProviderTokens> TokensAsync(Guid id, CancellationToken cancellationToken) => secrets.Unprotect(
        await db.Sessions.Where(session => session.Id == id).Select(session => session.Tokens).FirstOrDefaultAsync(cancellationToken));

    public Task EndAsync(Guid id, SessionEndReason reason, CancellationToken cancellationToken) =>
        endings.EndAsync(session => session.Id == id, reason, heard: null, cancellationToken);

    public Task<int?> EndAtProviderAsync(ProviderSignOut signedOut, CancellationToken cancellationToken)
    {
        var (issuer, sid, subject) = (signedOut.Issuer, signedOut.SessionId, signedOut.Subject);
        var heard = signedOut.Message is { } message ? HeardSignOut.Note(issuer, message, clock.GetUtcNow()) : null;
        return endings.EndAsync(
            session => session.Issuer == issuer && (sid == null || session.ProviderSessionId == sid)
                && (subject == null || session.ProviderSubject == subject || (session.ProviderSubject == null && session.Subject == subject)),
            SessionEndReason.SignedOutAtProvider, heard, cancellationToken);
    }

    public Task<ProviderTokens?> TakeRefreshAsync(Guid id, CancellationToken cancellationToken) =>
        new SessionRefreshes(db, secrets, clock).TakeAsync(id, cancellationToken);

    public Task KeepRefreshedAsync(Guid id, ProviderTokens tokens, IReadOnlyList<Claim>? claims, CancellationToken cancellationToken) =>
        new SessionRefreshes(db, secrets, clock).KeepAsync(id, tokens, claims, cancellationToken);

    public Task PutOffRefreshAsync(Guid id, CancellationToken cancellationToken) =>
        new SessionRefreshes(db, secrets, clock).PutOffAsync(id, cancellationToken);

    public ISessionLifetime Lifetime(Guid id) => open.Of(id);

    private async Task<BrowserSessionInfo?> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        var row = await db.Sessions.Where(session => session.SecretHash == hash && session.EndedAt == null)
            .Select(session => new { session.Id, session.Provider, session.Claims, session.ExpiresAt, session.LastSeenAt, session.RefreshAt })
            .FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : new BrowserSessionInfo
        {
            Id = row.Id,
            Provider = row.Provider,
            Principal = SessionSecrets.Principal(row.Id, row.Claims),
            ExpiresAt = row.ExpiresAt,
            LastSeenAt = row.LastSeenAt,
            RefreshAt = row.RefreshAt,
        };
    }

    private static string Claim(BrowserSignedIn signedIn, string type) =>
        signedIn.Principal.FindFirstValue(type) ?? throw new UnauthenticatedException();
}
