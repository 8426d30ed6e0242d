using Backend.Host;
using Backend.Platform.Events;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Faults;

/// <summary>The product's server with one handler more, whose effect can be counted: one per issue that was created.</summary>
internal static class FaultServer
{
    /// <summary>The counter of the effects for an issue is named so, and the id.</summary>
    public const string CounterPrefix = "effect:";

    /// <summary>Whether effects are counted at all.</summary>
    public const string EffectsSetting = "Faults:Effects";

    public static async Task<int> RunAsync(string[] options)
    {
        await using var app = BackendApplication.Create(options, services =>
        {
            if (!options.Contains($"--{EffectsSetting}=False", StringComparer.OrdinalIgnoreCase))
                AddEffects(services);
        });
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await app.RunAsync();
        return 0;
    }

    private static void AddEffects(IServiceCollection services) => services.AddEventHandler<CountingHandler>(
        "faults.count", type => type == "issue.created",
        new JobPolicy { Attempts = 100, FirstPause = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromSeconds(1) });

    private sealed class CountingHandler(BackendDbContext db) : IEventHandler
    {
        public Task HandleAsync(PlatformEvent change, JobContext context, CancellationToken cancellationToken) =>
            db.TakeAsync(context.WorkspaceId, $"{CounterPrefix}{change.Subject}", 1, cancellationToken);
    }
}
