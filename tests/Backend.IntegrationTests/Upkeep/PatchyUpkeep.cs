using Backend.Modules.Tracking.Upkeep;
using Backend.Platform.Persistence;

namespace Backend.IntegrationTests.Upkeep;

/// <summary>Fails in the first workspace that it comes to, and notes the others.</summary>
internal sealed class PatchyUpkeep(BackendDbContext db) : IWorkspaceUpkeep
{
    public static List<Guid?> Done { get; } = [];

    private static bool HasFailed { get; set; }

    public Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!HasFailed)
        {
            HasFailed = true;
            throw new InvalidOperationException("Not this one.");
        }

        Done.Add(db.Session.WorkspaceId);
        return Task.FromResult(1);
    }
}
