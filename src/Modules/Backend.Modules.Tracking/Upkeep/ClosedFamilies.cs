using System.Linq.Expressions;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Upkeep;

/// <summary>Tells which issues belong to families that are closed as a whole: a statement per level of the tree, for all at once.</summary>
internal sealed class ClosedFamilies(BackendDbContext db)
{
    private static readonly Expression<Func<Issue, Member>> Members = issue =>
        new Member(issue.Id, issue.ParentId, issue.CompletedAt ?? issue.CanceledAt, issue.UnarchivedAt, issue.ArchivedAt != null || issue.TrashedAt != null);

    /// <summary>Those of some issues whose family, from its topmost issue down, has been closed since before a time. Archived and trashed members do not count.</summary>
    public async Task<IReadOnlyList<Issue>> FilterAsync(IReadOnlyList<Issue> issues, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var roots = await FindRootsAsync(issues, cancellationToken);
        var open = await FindOpenAsync([.. roots.Values.Distinct()], before, cancellationToken);
        return [.. issues.Where(issue => !open.Contains(roots[issue.Id]))];
    }

    private async Task<Dictionary<Guid, Guid>> FindRootsAsync(IReadOnlyList<Issue> issues, CancellationToken cancellationToken)
    {
        var parents = issues.ToDictionary(issue => issue.Id, issue => issue.ParentId);
        for (var level = 0; level <= IssueParents.MaxDepth; level++)
        {
            var unknown = parents.Values.OfType<Guid>().Where(id => !parents.ContainsKey(id)).Distinct().ToArray();
            if (unknown.Length == 0)
                break;
            foreach (var found in await db.Issues.Where(issue => unknown.Contains(issue.Id)).Select(issue => new { issue.Id, issue.ParentId }).ToListAsync(cancellationToken))
                parents.Add(found.Id, found.ParentId);
        }

        return issues.ToDictionary(issue => issue.Id, issue => Climb(issue.Id));

        Guid Climb(Guid id)
        {
            for (var level = 0; level <= IssueParents.MaxDepth && parents.GetValueOrDefault(id) is { } parent; level++)
                id = parent;
            return id;
        }
    }

    private async Task<HashSet<Guid>> FindOpenAsync(Guid[] roots, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var open = (await db.Issues.Where(issue => roots.Contains(issue.Id)).Select(Members).ToListAsync(cancellationToken))
            .Where(root => root.IsOpen(before)).Select(root => root.Id).ToHashSet();
        var rootOf = roots.Where(root => !open.Contains(root)).ToDictionary(root => root, root => root);
        for (var level = 1; rootOf.Count > 0 && level <= IssueParents.MaxDepth; level++)
        {
            var ids = rootOf.Keys.ToArray();
            var parts = await db.Issues.Where(issue => issue.ParentId != null && ids.Contains(issue.ParentId.Value)).Select(Members).ToListAsync(cancellationToken);
            open.UnionWith(parts.Where(part => part.IsOpen(before)).Select(part => rootOf[part.ParentId!.Value]));
            // A family that stays need not be read to its end.
            rootOf = parts.Where(part => !open.Contains(rootOf[part.ParentId!.Value])).ToDictionary(part => part.Id, part => rootOf[part.ParentId!.Value]);
        }

        return open;
    }

    private sealed record Member(Guid Id, Guid? ParentId, DateTimeOffset? ClosedAt, DateTimeOffset? UnarchivedAt, bool IsAway)
    {
        public bool IsOpen(DateTimeOffset before) => !IsAway && (!(ClosedAt < before) || UnarchivedAt >= before);
    }
}
