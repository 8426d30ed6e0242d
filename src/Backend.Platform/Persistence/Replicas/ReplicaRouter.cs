using Backend.GraphQL;
using Backend.Platform.Events;
using Backend.Platform.Persistence.PostgreSql;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Backend.Platform.Persistence.Replicas;

/// <summary>Decides which queries the replica answers.</summary>
internal sealed class ReplicaRouter(
    ReplicaMonitor monitor, RecentWrites writes, [FromKeyedServices(DataSources.Replica)] NpgsqlDataSource replica)
{
    /// <summary>Whether the replica answers and is near enough.</summary>
    public bool IsUsable => monitor.State.IsUsable;

    /// <summary>Whether the replica has all that a viewer wrote or has seen.</summary>
    /// <param name="viewer">The viewer.</param>
    /// <param name="seen">The latest change that the viewer knows of; null where the request says nothing.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<bool> MayAnswerAsync(Viewer viewer, SyncId? seen, CancellationToken cancellationToken) =>
        viewer is { UserId: { } userId, WorkspaceId: { } workspaceId }
        && monitor.State is { IsUsable: true } state
        && writes.AreIn(userId, state.CaughtUpTo)
        && (seen is not { Value: > 0 } place || await HasAppliedAsync(workspaceId, place, cancellationToken));

    /// <summary>Notes a write that was made for a user before it was known who it is.</summary>
    public void NoteWrite(Guid userId) => writes.Note(userId);

    /// <summary>A query failed on the replica.</summary>
    public void ReportFailure() => monitor.ReportFailure();

    // The counter is written in the transaction of the change: who sees it, sees the change.
    private async Task<bool> HasAppliedAsync(Guid workspaceId, SyncId place, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = replica.CreateCommand("SELECT value FROM platform_counters WHERE workspace_id = $1 AND name = $2");
            command.Parameters.AddWithValue(workspaceId);
            command.Parameters.AddWithValue(ChangeFeedWriter.CounterName);
            return await command.ExecuteScalarAsync(cancellationToken) is long applied && applied >= place.Value;
        }
        catch (NpgsqlException) when (!cancellationToken.IsCancellationRequested)
        {
            ReportFailure();
            return false;
        }
    }
}
