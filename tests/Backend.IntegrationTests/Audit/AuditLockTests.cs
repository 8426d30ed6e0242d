using Backend.Contracts.Workspaces;
using Backend.Platform.Audit;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Audit;

/// <summary>Who writes to a log takes its locks in one order, whatever is written.</summary>
public sealed class AuditLockTests(AuditServer server) : IClassFixture<AuditServer>
{
    [Fact]
    public async Task Writers_of_entries_alone_and_of_changes_do_not_lock_each_other_out()
    {
        var workspace = await server.UseAsync((services, _) => services.GetRequiredService<IWorkspaceDirectory>().EnterAsync("demo", actorId: null, CancellationToken.None));
        var rounds = 0;
        // PostgreSQL ends one of two that wait for each other; SQLite has one writer.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var round = 0; round < 25; round++)
            {
                await server.UseAsync(async (_, db) =>
                {
                    db.Session = new DataSession(workspace, ActorId: null, RequestId: null);
                    await using var write = await db.BeginWriteAsync(CancellationToken.None);
                    if (writer % 2 == 0)
                    {
                        // First an entry of the log alone, later in the same write a change.
                        db.Record(new AuditRecord("test.alone"));
                        await db.SaveChangesAsync();
                    }

                    await db.TakeAsync(workspace, ChangeFeedWriter.CounterName, 0, CancellationToken.None);
                    db.Record(new AuditRecord("test.after"));
                    await db.SaveChangesAsync();
                    await write.CommitAsync(CancellationToken.None);
                    return true;
                });
                Interlocked.Increment(ref rounds);
            }
        })));
        Assert.Equal(200, rounds);
        Assert.Null((await server.VerifyAsync(workspace)).Problem);
        Assert.Equal(300, await server.UseAsync((_, db) => db.Set<AuditRow>().CountAsync(row => row.WorkspaceId == workspace && row.Action.StartsWith("test."))));
    }
}
