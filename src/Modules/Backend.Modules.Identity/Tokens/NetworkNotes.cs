using System.Text.Json.Nodes;
using Backend.GraphQL;
using Backend.Modules.Identity.Accounts;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Tokens;

/// <summary>
/// Remembers the networks of tokens, and brings new ones into the audit log: of the server's own tokens every one; of an
/// issuer's, which are renewed all the time, every one after the person's first.
/// </summary>
internal sealed class NetworkNotes(BackendDbContext db, DatabaseScope scope, UserAudit audit, DenialBudget budget, TimeProvider clock)
{
    /// <summary>How old it may be when a network was last seen.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <returns>Whether it is known from now on; not where there were too many at once.</returns>
    public async Task<bool> LearnAsync(TokenUse use, TokenCall call, CancellationToken cancellationToken)
    {
        var network = CallerAddress.NetworkOf(use.Address);
        var (subjectId, hash, now) = (use.SubjectId, KnownNetwork.Hash(use.SubjectId, network), clock.GetUtcNow());
        var seen = await db.KnownNetworks.Where(one => one.SubjectId == subjectId && one.NetworkHash == hash)
            .Select(one => (DateTimeOffset?)one.LastSeenAt).SingleOrDefaultAsync(cancellationToken);
        if (seen is { } last)
        {
            if (now - last >= Fresh)
                await TouchAsync(subjectId, hash, now, cancellationToken);
            return true;
        }

        var isLearned = call.Token is null && !await db.KnownNetworks.AnyAsync(one => one.SubjectId == subjectId, cancellationToken);
        var untold = 0;
        if (!isLearned && !budget.TryTake(subjectId, call.UserId, out untold))
            return false;
        await using var write = await db.BeginWriteAsync(cancellationToken);
        db.Add(new KnownNetwork { SubjectId = subjectId, NetworkHash = hash, LastSeenAt = now });
        if (!isLearned)
            await RecordAsync(call, network, untold, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (DatabaseFailures.IsConflict(error))
        {
            // Another node was faster, and has told of it.
        }

        return true;
    }

    private async Task RecordAsync(TokenCall call, string network, int untold, CancellationToken cancellationToken)
    {
        scope.Origin = call.Origin;
        db.Session = new DataSession(call.Token?.WorkspaceId, call.UserId, call.RequestId);
        var details = new JsonObject { ["network"] = network };
        if (untold > 0)
            details["untold"] = untold;
        if (call.Token is { } token)
            db.Record(new AuditRecord("personalToken.newAddress", token.Id, details));
        else
            await audit.RecordAsync(call.UserId, new AuditRecord("bearer.newAddress", call.UserId, details), cancellationToken);
    }

    private async Task TouchAsync(Guid subjectId, string hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await db.KnownNetworks.Where(one => one.SubjectId == subjectId && one.NetworkHash == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastSeenAt, now), cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
