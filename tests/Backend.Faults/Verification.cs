using System.Diagnostics;
using System.Globalization;
using Backend.Host;
using Backend.Platform.Events;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Faults;

/// <summary>Looks into the database once the workers have nothing left to do.</summary>
internal static class Verification
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static async Task<bool> RunAsync(FaultOptions options, Cluster cluster, IReadOnlyCollection<Guid> acknowledged)
    {
        await using var app = BackendApplication.Create(["--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error", .. Cluster.Settings(options, cluster.Folder), "--Backend:Roles:0=api"]);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var (waiting, patience) = (await OpenAsync(db), Stopwatch.StartNew());
        var settled = await SettleAsync(db);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{waiting} jobs were waiting at the end of the run; done in {patience.Elapsed.TotalSeconds:N1} s"));
        var events = await db.Set<PlatformEvent>().AsNoTracking().Select(change => new { change.WorkspaceId, change.Sequence, change.Type, change.Subject }).ToListAsync();
        var created = events.Where(change => change.Type == "issue.created").ToArray();
        var effects = (await db.Database.SqlQuery<string>($"SELECT name || '=' || CAST(value AS text) AS \"Value\" FROM platform_counters WHERE name LIKE 'effect:%'").ToListAsync())
            .Select(row => row[FaultServer.CounterPrefix.Length..].Split('='))
            .ToDictionary(pair => Guid.Parse(pair[0]), pair => int.Parse(pair[1], CultureInfo.InvariantCulture));
        var issues = (await db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM tracking_issues").ToListAsync()).ToHashSet();
        // Also those that nobody was told of, because the server died after the commit.
        var written = await db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM tracking_issues WHERE title LIKE 'Written %'").ToListAsync();

        var results = new List<(string What, int Count)>
        {
            ("acknowledged mutations that are not there", acknowledged.Count(id => !issues.Contains(id))),
            ("issues without a change in the log", issues.Count - created.Select(change => change.Subject).Distinct().Count()),
            ("changes that are there twice", created.Length - created.Select(change => change.Subject).Distinct().Count()),
            ("gaps in the logs", events.GroupBy(change => change.WorkspaceId).Sum(feed => (int)(feed.Max(change => change.Sequence) - feed.Min(change => change.Sequence) + 1) - feed.Count())),
            ("jobs that have not ended well", settled),
            ("effects that are missing", written.Count(id => !effects.ContainsKey(id))),
            ("effects that were had more than once", effects.Count(effect => effect.Value > 1)),
        };
        Console.WriteLine($"{issues.Count} issues, {events.Count} changes, {effects.Count} effects, of {written.Count} issues written by the run");
        foreach (var (what, count) in results)
            Console.WriteLine($"{(count == 0 ? "ok    " : "FAILED")} {what}: {count}");
        return results.TrueForAll(result => result.Count == 0);
    }

    // The workers still run: everything that was asked for is to be done by them.
    private static async Task<int> SettleAsync(BackendDbContext db)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(200))
        {
            var open = await OpenAsync(db);
            if (open == 0 || waited.Elapsed > Patience)
                return open;
        }
    }

    private static async Task<int> OpenAsync(BackendDbContext db)
    {
        var behind = await db.Database.SqlQuery<long>($"""
            SELECT CAST(COALESCE(SUM(counters.value - COALESCE(positions.position, 0)), 0) AS bigint) AS "Value"
            FROM platform_counters AS counters
            LEFT JOIN platform_event_positions AS positions ON positions.workspace_id = counters.workspace_id
            WHERE counters.name = 'events'
            """).SingleAsync();
        // After what is behind: jobs that the dispatcher makes in between would otherwise be in neither.
        return (int)behind + await db.Set<Job>().IgnoreQueryFilters().CountAsync(job => job.Status != JobStatus.Succeeded);
    }
}
