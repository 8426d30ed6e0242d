using System.Globalization;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Audit;

/// <summary>A server of its own, whose database a test may tamper with.</summary>
public sealed class AuditServer() : BackendServer("Backend:Audit:DenialsPerMinute=3")
{
    /// <summary>Makes so many changes in a workspace, as an import does.</summary>
    public Task<Guid> FillAsync(string slug, int count) => UseAsync(async (services, db) =>
    {
        var id = await services.GetRequiredService<IWorkspaceDirectory>().EnterAsync(slug, actorId: null, CancellationToken.None);
        var issues = services.GetRequiredService<IIssueImport>();
        ITeam team;
        await using (var first = await db.BeginWriteAsync(CancellationToken.None))
        {
            team = await services.GetRequiredService<ITeamDirectory>().CreateAsync("BULK", "Bulk", CancellationToken.None);
            await first.CommitAsync(CancellationToken.None);
        }

        foreach (var batch in Enumerable.Range(0, count).Chunk(500))
        {
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            await issues.ImportAsync(
                team, "test", [.. batch.Select(number => new ImportedIssue { ExternalId = number.ToString(CultureInfo.InvariantCulture), Title = $"Issue {number}" })],
                CancellationToken.None);
            await db.SaveChangesAsync();
            await write.CommitAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
        }

        return id;
    });

    /// <summary>Brings entries into a workspace's log, each by a clock that shows another time.</summary>
    public Task<Guid> WriteAtAsync(string slug, IReadOnlyList<DateTimeOffset> times) => UseAsync(async (services, db) =>
    {
        var id = await services.GetRequiredService<IWorkspaceDirectory>().EnterAsync(slug, actorId: null, CancellationToken.None);
        await using var write = await db.BeginWriteAsync(CancellationToken.None);
        foreach (var time in times)
        {
            var head = (await AuditChain.TakeAsync(db, id, 0, 1, CancellationToken.None)).Head;
            var link = new AuditLink(db, id, head, 1, time);
            link.Add("test.written", targetId: null, before: null, after: null, eventSequence: null);
            link.Close();
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }

        await write.CommitAsync(CancellationToken.None);
        return id;
    });

    /// <summary>Verifies a workspace's log.</summary>
    public Task<AuditVerification> VerifyAsync(Guid workspaceId) =>
        UseAsync((services, _) => services.GetRequiredService<AuditVerifier>().VerifyAsync(workspaceId, CancellationToken.None));

    /// <summary>Writes to the database past the server, as its administrator who has taken the triggers off, tells what verifying finds, and undoes it.</summary>
    public Task<AuditVerification> TamperAsync(Guid workspaceId, params FormattableString[] statements) => UseAsync(async (services, db) =>
    {
        var verifier = services.GetRequiredService<AuditVerifier>();
        await using var write = await db.BeginWriteAsync(CancellationToken.None);
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"DROP TRIGGER platform_audit_entries_rows");
        else
            await db.Database.ExecuteSqlAsync($"ALTER TABLE platform_audit_entries DISABLE TRIGGER ALL");
        foreach (var statement in statements)
            Assert.NotEqual(0, await db.Database.ExecuteSqlAsync(statement));
        return await verifier.VerifyAsync(workspaceId, CancellationToken.None);
    });

    public async Task<T> UseAsync<T>(Func<IServiceProvider, BackendDbContext, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<BackendDbContext>());
    }
}
