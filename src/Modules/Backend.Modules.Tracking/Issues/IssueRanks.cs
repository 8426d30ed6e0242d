using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Finds an issue's new place in its team's manual order.</summary>
internal sealed class IssueRanks(BackendDbContext db)
{
    /// <summary>The place right after one issue, right before another, or between the two.</summary>
    /// <exception cref="NotFoundException">One of them is not the team's.</exception>
    public async Task<string> FindAsync(Issue issue, Guid? afterId, Guid? beforeId, CancellationToken cancellationToken)
    {
        var low = await RankAsync(issue, afterId, "afterId", cancellationToken);
        var high = await RankAsync(issue, beforeId, "beforeId", cancellationToken);
        var team = db.Issues.Where(other => other.TeamId == issue.TeamId && other.Id != issue.Id);
        // Where the two have changed places since the caller saw them, the one before it counts.
        if (low is not null && (high is null || string.CompareOrdinal(low, high) >= 0))
            high = await team.Where(other => other.Rank.CompareTo(low) > 0).MinAsync(other => other.Rank, cancellationToken);
        else if (low is null)
            low = await team.Where(other => other.Rank.CompareTo(high) < 0).MaxAsync(other => other.Rank, cancellationToken);
        return Rank.Between(low, high);
    }

    private async Task<string?> RankAsync(Issue issue, Guid? neighborId, string field, CancellationToken cancellationToken)
    {
        if (neighborId is not { } id)
            return null;
        return await db.Issues.Where(other => other.Id == id && other.TeamId == issue.TeamId && other.Id != issue.Id)
            .Select(other => other.Rank)
            .SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException(nameof(Issue), "input", field);
    }
}
