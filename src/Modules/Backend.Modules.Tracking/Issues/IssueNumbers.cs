using Backend.Contracts.Workspaces;
using Backend.Platform.Persistence;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Gives issues their numbers: per team, from 1, without gaps. Taken last, so that the counter is locked briefly.</summary>
internal sealed class IssueNumbers(BackendDbContext db, TimeProvider clock)
{
    /// <summary>Takes numbers.</summary>
    /// <returns>The first of them.</returns>
    public async Task<int> TakeAsync(ITeam team, int count, CancellationToken cancellationToken) =>
        checked((int)(await db.TakeAsync(team.WorkspaceId, $"issue:{team.Id}", count, cancellationToken) - count + 1));

    /// <summary>Numbers new issues, in their order, and adds them to the context.</summary>
    public async Task EnrollAsync(ITeam team, IReadOnlyList<Issue> issues, CancellationToken cancellationToken)
    {
        if (issues.Count == 0)
            return;
        var number = await TakeAsync(team, issues.Count, cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var issue in issues)
            issue.Enroll(team, number++, db.Session.ActorId, now);
        db.AddRange(issues);
    }
}
