using Backend.Contracts.Tracking;
using Backend.Platform.Events;
using Backend.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Collaboration.Comments;

/// <summary>The changes of comments on issues that the viewer sees. Of an issue that is gone, its own deletion says enough.</summary>
internal sealed class CommentAudience(IIssueDirectory issues) : IChangeAudience
{
    public IReadOnlyList<string> Prefixes { get; } = ["comment."];

    public IReadOnlyList<string> Types { get; } =
    [
        "comment.created", "comment.updated", "comment.deleted", "comment.resolved", "comment.reopened",
    ];

    public async Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(IssueOf).OfType<Guid>().Distinct().ToArray();
        var visible = (await issues.VisibleIds(CommentPermissions.Read).Where(id => ids.Contains(id)).ToListAsync(cancellationToken)).ToHashSet();
        return [.. events.Where(change => IssueOf(change) is { } issue && visible.Contains(issue))
            .Select(change => new VisibleChange(change, nameof(Comment), change.Type, change.ReadChanges()))];
    }

    private static Guid? IssueOf(PlatformEvent change) => change.ReadData("issueId")?.GetValue<Guid>();
}
