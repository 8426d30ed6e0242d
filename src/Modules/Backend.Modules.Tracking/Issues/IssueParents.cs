using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Keeps issues and their parents a forest, and not a deep one.</summary>
internal sealed class IssueParents(BackendDbContext db, VisibleIssues issues)
{
    /// <summary>How many issues there may be from the topmost parent down to the last part.</summary>
    public const int MaxDepth = 10;

    /// <summary>The issue to become the parent of another.</summary>
    /// <param name="parentId">The parent.</param>
    /// <param name="child">The other issue; null for one that is not there yet.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="NotFoundException">The viewer may not see it.</exception>
    /// <exception cref="ValidationFailedException">It is a part of the other, or one of too many.</exception>
    public async Task<Issue> GetAsync(Guid parentId, Issue? child, CancellationToken cancellationToken)
    {
        // Two who make each other's issue a parent at once would see no cycle: they take turns at this counter, before they look.
        if (db.Session.WorkspaceId is { } workspaceId)
            await db.TakeAsync(workspaceId, "issue-parents", 1, cancellationToken);
        var parent = await issues.Query().SingleOrDefaultAsync(issue => issue.Id == parentId, cancellationToken)
            ?? throw new NotFoundException(nameof(Issue), "input", "parentId");
        var depth = await CountAncestorsAsync(parent, child?.Id, cancellationToken) + (child is null ? 1 : await MeasureAsync(child.Id, cancellationToken));
        return depth <= MaxDepth
            ? parent
            : throw new ValidationFailedException("parentId", $"Issues may be nested {MaxDepth} deep; this would make {depth}.");
    }

    private async Task<int> CountAncestorsAsync(Issue parent, Guid? childId, CancellationToken cancellationToken)
    {
        var count = 1;
        var (id, next) = (parent.Id, parent.ParentId);
        while (id != childId && next is { } ancestorId && count <= MaxDepth)
        {
            count++;
            id = ancestorId;
            next = await db.Issues.Where(issue => issue.Id == ancestorId).Select(issue => issue.ParentId).SingleAsync(cancellationToken);
        }

        return id == childId ? throw new ValidationFailedException("parentId", "An issue cannot be a part of itself, nor of its own parts.") : count;
    }

    private async Task<int> MeasureAsync(Guid id, CancellationToken cancellationToken)
    {
        var height = 0;
        for (List<Guid> level = [id]; level.Count > 0 && height <= MaxDepth; height++)
        {
            var parents = level;
            level = await db.Issues.Where(issue => issue.ParentId != null && parents.Contains(issue.ParentId.Value))
                .Select(issue => issue.Id)
                .ToListAsync(cancellationToken);
        }

        return height;
    }
}
