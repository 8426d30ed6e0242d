using System.Security.Claims;
using Backend.Contracts.Identity;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Sessions;

/// <summary>
/// Who asks a provider anew: one node at a time, which the row says. A refresh token that is used twice looks to a provider
/// as if it were stolen, so two nodes must never use the same.
/// </summary>
internal sealed class SessionRefreshes(BackendDbContext db, SessionSecrets secrets, TimeProvider clock)
{
    // Longer than a provider is waited for; a node that dies keeps the others from asking for so long.
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PutOff = TimeSpan.FromSeconds(30);

    public async Task<ProviderTokens?> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + Turn;
        await using var write = await db.BeginWriteAsync(cancellationToken);
        // The condition is looked at again under the row's lock: of those who come at once, one changes the row.
        var taken = await db.Sessions
            .Where(session => session.Id == id && session.EndedAt == null && session.RefreshAt <= now
                && (session.RefreshingUntil == null || session.RefreshingUntil <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.RefreshingUntil, until), cancellationToken);
        var tokens = taken == 0 ? null : await db.Sessions.Where(session => session.Id == id).Select(session => session.Tokens).SingleAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return tokens is null ? null : secrets.Unprotect(tokens);
    }

    public async Task KeepAsync(Guid id, ProviderTokens tokens, IReadOnlyList<Claim>? claims, CancellationToken cancellationToken)
    {
        var refreshAt = RefreshTime.Of(tokens, clock.GetUtcNow());
        var protectedTokens = secrets.Protect(tokens);
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var json = claims is null
            ? await db.Sessions.Where(session => session.Id == id).Select(session => session.Claims).SingleAsync(cancellationToken)
            : SessionSecrets.Write(claims);
        await db.Sessions.Where(session => session.Id == id && session.EndedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(session => session.Tokens, protectedTokens)
                .SetProperty(session => session.Claims, json)
                .SetProperty(session => session.RefreshAt, refreshAt)
                .SetProperty(session => session.RefreshingUntil, (DateTimeOffset?)null),
            cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    public async Task PutOffAsync(Guid id, CancellationToken cancellationToken)
    {
        DateTimeOffset? next = clock.GetUtcNow() + PutOff;
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await db.Sessions.Where(session => session.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(session => session.RefreshAt, next).SetProperty(session => session.RefreshingUntil, (DateTimeOffset?)null),
            cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
