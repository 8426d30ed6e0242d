using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;

namespace Backend.Modules.Tracking.Upkeep;

/// <summary>
/// Runs one batch of upkeep in one transaction. Workers that do the same at once take turns, so that each finds done what the
/// other did; where a person was faster with one of the batch's issues, all of it is undone and looked at anew.
/// </summary>
internal sealed class UpkeepBatches(BackendDbContext db, IMutationUnitOfWork writes)
{
    private const int Attempts = 5;

    /// <param name="name">The kind of upkeep, whose turn it is.</param>
    /// <param name="batch">Looks for what is due and does it.</param>
    /// <param name="cancellationToken">Ends it; nothing of the batch is then saved.</param>
    public async Task<T> RunAsync<T>(string name, Func<Task<T>> batch, CancellationToken cancellationToken)
    {
        var workspaceId = db.Session.WorkspaceId ?? throw new NotFoundException("Workspace");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = default(T)!;
                await writes.RunAsync(
                    async () =>
                    {
                        // Taking nothing locks the counter's row.
                        await db.TakeAsync(workspaceId, $"upkeep:{name}", 0, cancellationToken);
                        result = await batch();
                    },
                    cancellationToken);
                return result;
            }
            catch (ConflictException) when (attempt < Attempts)
            {
                // Read again, the issues are as the other writer left them.
            }
        }
    }
}
