using Backend.Contracts.Workspaces;
using Backend.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backend.Modules.Tracking.Upkeep;

/// <summary>What has to be done again and again within each workspace.</summary>
internal interface IWorkspaceUpkeep
{
    /// <summary>Does what is due in the workspace of the scope.</summary>
    /// <returns>To how many issues something was done.</returns>
    Task<int> RunAsync(CancellationToken cancellationToken);
}

/// <summary>Does a kind of upkeep in every workspace, each in a scope of its own: one that fails does not keep the others from theirs.</summary>
internal sealed partial class UpkeepWork<TUpkeep>(IServiceScopeFactory scopes, IWorkspaceDirectory workspaces, ILogger<UpkeepWork<TUpkeep>> logger)
    : IRecurringWork
    where TUpkeep : class, IWorkspaceUpkeep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var workspaceId in await workspaces.ListIdsAsync(cancellationToken))
        {
            try
            {
                await RunAsync(workspaceId, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(error);
            }
        }

        // Logged, and tried again, by who runs recurring work.
        if (failures.Count > 0)
            throw new AggregateException($"{typeof(TUpkeep).Name} failed in {failures.Count} workspaces.", failures);
    }

    private async Task RunAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().TryEnterAsync(workspaceId, cancellationToken))
            return;
        var done = await scope.ServiceProvider.GetRequiredService<TUpkeep>().RunAsync(cancellationToken);
        if (done > 0)
            LogDone(logger, typeof(TUpkeep).Name, done, workspaceId);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Upkeep}: {Issues} issues of workspace {WorkspaceId}")]
    private static partial void LogDone(ILogger logger, string upkeep, int issues, Guid workspaceId);
}
