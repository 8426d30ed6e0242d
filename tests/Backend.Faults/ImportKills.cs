using System.Diagnostics;
using System.Globalization;
using Backend.Host;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Faults;

/// <summary>
/// Imports a file of issues and kills whoever does it twice on the way: every row is there once. Prints how long it took, with
/// the kills and the restarts.
/// </summary>
internal static class ImportKills
{
    private const int Kills = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(FaultOptions options)
    {
        if (options.File is not { } path)
            throw new ArgumentException("--file names the CSV file: title, number, state, created, closed.", nameof(options));
        await using var cluster = await Cluster.StartAsync(options);
        using var client = new ImportClient(cluster.Api.Address, cluster.Token);
        var run = Stopwatch.StartNew();
        var id = await client.StartAsync(path);
        var (killed, seen) = (0, 0);
        for (; ; await Task.Delay(500))
        {
            if (run.Elapsed > Patience)
                throw new InvalidOperationException("The import has not ended.");
            if (await client.ReadAsync(id) is not { } import)
                continue;
            var (status, done, total) = import;
            if (status == "SUCCEEDED")
                break;
            if (seen <= 0 && done > -seen)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first rows of a worker after {run.Elapsed.TotalSeconds:N1} s"));
            seen = seen <= 0 && done <= -seen ? seen : done;
            // A third and two thirds of the way.
            if (killed == Kills || total == 0 || done * (Kills + 1) < total * (killed + 1))
                continue;
            killed++;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kill {killed} at {done} of {total} rows after {run.Elapsed.TotalSeconds:N1} s"));
            var worker = cluster.Nodes[^1];
            await worker.KillAsync();
            seen = -done;
            worker.Start();
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"imported in {run.Elapsed.TotalSeconds:N1} s with {killed} kills"));
        return await VerifyAsync(options, cluster, File.ReadLines(path).Count() - 1) && killed == Kills ? 0 : 1;
    }

    private static async Task<bool> VerifyAsync(FaultOptions options, Cluster cluster, int rows)
    {
        await using var app = BackendApplication.Create(["--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error", .. Cluster.Settings(options, cluster.Folder), "--Backend:Roles:0=api"]);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database;
        var issues = await db.SqlQuery<string>($"SELECT external_id AS \"Value\" FROM tracking_issues WHERE external_source = 'faults'").ToListAsync();
        var records = (await db.SqlQuery<int>($"SELECT CAST(count(*) AS int) AS \"Value\" FROM data_exchange_import_rows WHERE effect = 'Created'").ToListAsync()).Single();
        var distinct = issues.Distinct(StringComparer.Ordinal).Count();
        Console.WriteLine($"{rows} rows in the file, {issues.Count} issues, {distinct} different external ids, {records} records of created issues");
        return issues.Count == rows && distinct == rows && records == rows;
    }
}
