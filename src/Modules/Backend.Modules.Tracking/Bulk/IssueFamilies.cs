using Backend.Modules.Tracking.Issues;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Bulk;

/// <summary>
/// What <see cref="IssueParents"/> keeps for one issue, for many at once: a statement per level of the tree, however many
/// issues there are.
/// </summary>
internal sealed class IssueFamilies(BackendDbContext db, VisibleIssues issues)
{
    /// <summary>Takes turns with everybody else who gives issues parents. Before anything of them is read, or it might be out of date.</summary>
    public Task LockAsync(CancellationToken cancellationToken) =>
        db.TakeAsync(db.Session.WorkspaceId ?? throw new NotFoundException("Workspace"), "issue-parents", 1, cancellationToken);

    /// <summary>Those of some issues that may become parents, tracked.</summary>
    public async Task<Dictionary<Guid, Issue>> GetParentsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        ids.Count == 0 ? [] : await issues.Query().Where(issue => ids.Contains(issue.Id)).ToDictionaryAsync(issue => issue.Id, cancellationToken);

    /// <summary>How deep each issue lies: 1 for one without a parent. With the ids of all that it is a part of.</summary>
    public async Task<Dictionary<Guid, List<Guid>>> GetAncestorsAsync(IEnumerable<Issue> of, CancellationToken cancellationToken)
    {
        var parents = of.ToDictionary(issue => issue.Id, issue => issue.ParentId);
        var asked = parents.Keys.ToArray();
        for (var level = 0; level <= IssueParents.MaxDepth; level++)
        {
            var unknown = parents.Values.OfType<Guid>().Where(id => !parents.ContainsKey(id)).Distinct().ToArray();
            if (unknown.Length == 0)
                break;
            foreach (var row in await db.Issues.Where(issue => unknown.Contains(issue.Id)).Select(issue => new { issue.Id, issue.ParentId }).ToListAsync(cancellationToken))
                parents.Add(row.Id, row.ParentId);
        }

        return asked.ToDictionary(id => id, Climb);

        List<Guid> Climb(Guid id)
        {
            List<Guid> ancestors = [];
            while (parents.GetValueOrDefault(id) is { } parent && ancestors.Count <= IssueParents.MaxDepth)
                ancestors.Add(id = parent);
            return ancestors;
        }
    }

    /// <summary>How many levels of parts each issue has, itself included.</summary>
    public async Task<Dictionary<Guid, int>> GetHeightsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var heights = ids.ToDictionary(id => id, _ => 1);
        var roots = ids.ToDictionary(id => id, id => new HashSet<Guid> { id });
        for (var height = 2; roots.Count > 0 && height <= IssueParents.MaxDepth + 1; height++)
        {
            var level = roots.Keys.ToArray();
            var children = await db.Issues.Where(issue => issue.ParentId != null && level.Contains(issue.ParentId.Value))
                .Select(issue => new { issue.Id, ParentId = issue.ParentId!.Value })
                .ToListAsync(cancellationToken);
            foreach (var root in children.SelectMany(child => roots[child.ParentId]))
                heights[root] = height;
            roots = children.ToDictionary(child => child.Id, child => roots[child.ParentId]);
            // A part may itself be one of the issues, and then begins to be measured on its own; that was done above.
        }

        return heights;
    }

    /// <exception cref="ValidationFailedException">The tree would be too deep.</exception>
    public static void DemandDepth(int depth)
    {
        if (depth > IssueParents.MaxDepth)
            throw new ValidationFailedException("parentId", $"Issues may be nested {IssueParents.MaxDepth} deep; this would make {depth}.");
    }
}
