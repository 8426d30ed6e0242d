using Backend.Platform.Seeding;

namespace Backend.Host.Cli;

/// <summary>Brings the demo workspace: every module's part, in order.</summary>
internal static class Seeding
{
    public static async Task RunAsync(IServiceProvider services, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        int count;
        await using (var scope = services.CreateAsyncScope())
            count = scope.ServiceProvider.GetServices<ISeedStep>().Count();
        for (var index = 0; index < count; index++)
        {
            // A scope each: a step starts with a fresh context and names its own workspace.
            await using var scope = services.CreateAsyncScope();
            var step = scope.ServiceProvider.GetServices<ISeedStep>().OrderBy(candidate => candidate.Order).ElementAt(index);
            await step.SeedAsync(progress ?? new Progress<int>(), cancellationToken);
        }
    }
}
