using System.Diagnostics;
using System.Security.Claims;
using Backend.Host;
using Backend.Host.Cli;
using Backend.Modules.Workspaces.Viewers;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Benchmarks.Viewers;

/// <summary>
/// Measures the viewer's look-up, recognised by its shape and compiled by hand, on the database that
/// <c>ConnectionStrings__Database</c> names, else on a file of SQLite.
/// </summary>
internal static class ViewerComparison
{
    public const string Verb = "viewer";

    private const int Rounds = 7;
    private const int Calls = 3_000;

    private delegate Task<Seat?> LookUp(BackendDbContext db, string issuer, string subject, string? slug);

    private static readonly (string Name, LookUp LookUp)[] Ways =
        [("by shape", ViewerQueries.ByShapeAsync), ("compiled", ViewerQueries.CompiledAsync)];

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("backend-viewer-").FullName;
        await using var app = BackendApplication.Create(
            ["--environment=Development", "--urls=http://127.0.0.1:0", $"--Backend:DataDirectory={folder}", "--Logging:LogLevel:Default=Warning", "--Backend:Roles:0=api"]);
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        await Seeding.RunAsync(app.Services, progress: null, CancellationToken.None);
        var issuer = $"{app.Urls.First()}/";
        // The first sign-in links the person to this server's own issuer.
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var claims = new ClaimsIdentity([new Claim("iss", issuer), new Claim("sub", "ada")], "benchmark");
            await scope.ServiceProvider.GetRequiredService<IViewerResolver>().ResolveAsync(new ClaimsPrincipal(claims), "demo", CancellationToken.None);
        }

        var results = Ways.ToDictionary(way => way.Name, _ => new List<Measured>(), StringComparer.Ordinal);
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (name, lookUp) in Ways)
            {
                var measured = await MeasureAsync(app.Services, lookUp, issuer);
                // The first round is for the runtime.
                if (round > 0)
                    results[name].Add(measured);
            }
        }

        Console.WriteLine("| look-up | us | CPU us | KB |\n| --- | ---: | ---: | ---: |");
        foreach (var (name, measured) in results)
            Console.WriteLine($"| {name} | {Median(measured, one => one.Wall):0} | {Median(measured, one => one.Processor):0} | {Median(measured, one => one.Bytes) / 1024:0.0} |");
        await app.StopAsync();
        return 0;
    }

    private static async Task<Measured> MeasureAsync(IServiceProvider services, LookUp lookUp, string issuer)
    {
        var (wall, processor, bytes) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        for (var call = 0; call < Calls; call++)
        {
            await using var scope = services.CreateAsyncScope();
            if (await lookUp(scope.ServiceProvider.GetRequiredService<BackendDbContext>(), issuer, "ada", "demo") is not { WorkspaceId: not null })
                throw new InvalidOperationException("The look-up finds nobody: there is nothing to measure.");
        }

        return new Measured(
            Stopwatch.GetElapsedTime(wall).TotalMicroseconds / Calls, (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / Calls,
            (GC.GetTotalAllocatedBytes() - bytes) / (double)Calls);
    }

    private static double Median(List<Measured> measured, Func<Measured, double> select) => measured.Select(select).Order().ElementAt(measured.Count / 2);

    private sealed record Measured(double Wall, double Processor, double Bytes);
}
