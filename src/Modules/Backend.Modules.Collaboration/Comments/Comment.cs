using System.Text;
using Backend.Contracts.Collaboration;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;

namespace Backend.Modules.Collaboration.Comments;

/// <summary>What somebody said about an issue. Answers to a comment form a thread of one level.</summary>
internal sealed class Comment : WorkspaceEntity, IComment
{
    /// <summary>The most that a comment may hold, in bytes of UTF-8.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    private Comment()
    {
    }

    /// <summary>The issue.</summary>
    public Guid IssueId { get; private init; }

    /// <summary>The comment that this one answers; null for one that begins a thread.</summary>
    public Guid? ParentId { get; private init; }

    /// <summary>Who wrote it.</summary>
    public Guid AuthorId { get; private init; }

    /// <summary>The text, in Markdown.</summary>
    public string BodyMarkdown { get; private set; } = string.Empty;

    /// <summary>When its text was last changed; null where it stands as it was written.</summary>
    public DateTimeOffset? EditedAt { get; private set; }

    /// <summary>When the thread was resolved; null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>Who resolved the thread.</summary>
    public Guid? ResolvedById { get; private set; }

    /// <exception cref="ValidationFailedException">The text breaks a rule, or the parent is an answer itself.</exception>
    public static Comment Create(Guid workspaceId, Guid? id, Guid issueId, Comment? parent, Guid authorId, string body, DateTimeOffset now)
    {
        if (parent is { ParentId: not null })
            throw new ValidationFailedException("parentId", "Answer the comment that began the thread: threads have one level.");
        if (parent is not null && parent.IssueId != issueId)
            throw new ValidationFailedException("parentId", "The comment to answer belongs to another issue.");
        var comment = new Comment
        {
            WorkspaceId = workspaceId,
            Id = ClientIds.Choose(id, now),
            IssueId = issueId,
            ParentId = parent?.Id,
            AuthorId = authorId,
            BodyMarkdown = CheckBody(body),
            CreatedAt = now,
        };
        comment.Raise(comment.Event("comment.created"));
        return comment;
    }

    /// <summary>Changes the text.</summary>
    /// <exception cref="ForbiddenException">Somebody else wrote it.</exception>
    /// <exception cref="ConflictException">It was changed since it was read.</exception>
    /// <exception cref="ValidationFailedException">The text breaks a rule.</exception>
    public void Edit(string body, Guid by, int? expectedVersion, DateTimeOffset now)
    {
        if (by != AuthorId)
            throw new ForbiddenException("A comment is changed by who wrote it.");
        if (expectedVersion is { } expected && expected != Version)
            throw new ConflictException(nameof(Comment), Version);
        var (before, after) = (BodyMarkdown, CheckBody(body));
        if (after == before)
            return;
        (BodyMarkdown, EditedAt) = (after, now);
        var change = ChangeEvent.FromChanges(
            "comment.updated", Id, [new FieldChange("bodyMarkdown", ChangeEvent.Value(before), ChangeEvent.Value(after))]);
        Raise(WithIssue(change));
    }

    /// <summary>Says that the comment goes; the caller removes it.</summary>
    /// <exception cref="ForbiddenException">Somebody else wrote it, and <paramref name="by"/> does not moderate.</exception>
    public void Delete(Guid by, bool moderates)
    {
        if (by != AuthorId && !moderates)
            throw new ForbiddenException("A comment is deleted by who wrote it, or by an admin.");
        Raise(Event("comment.deleted"));
    }

    /// <summary>Closes the thread.</summary>
    /// <exception cref="ValidationFailedException">The comment is an answer.</exception>
    public void Resolve(Guid by, DateTimeOffset now)
    {
        CheckBeginsThread();
        if (ResolvedAt is not null)
            return;
        (ResolvedAt, ResolvedById) = (now, by);
        Raise(Event("comment.resolved"));
    }

    /// <summary>Opens the thread again.</summary>
    /// <exception cref="ValidationFailedException">The comment is an answer.</exception>
    public void Reopen()
    {
        CheckBeginsThread();
        if (ResolvedAt is null)
            return;
        (ResolvedAt, ResolvedById) = (null, null);
        Raise(Event("comment.reopened"));
    }

    private void CheckBeginsThread()
    {
        if (ParentId is not null)
            throw new ValidationFailedException("id", "A thread is resolved at the comment that began it.");
    }

    private ChangeEvent Event(string type) => WithIssue(new ChangeEvent(type, Id, new()
    {
        ["authorId"] = AuthorId,
        ["parentId"] = ParentId,
        ["bodyMarkdown"] = BodyMarkdown,
    }));

    // Listeners select by issue.
    private ChangeEvent WithIssue(ChangeEvent change)
    {
        change.Data["issueId"] = IssueId;
        return change;
    }

    private static string CheckBody(string body) =>
        string.IsNullOrWhiteSpace(body) ? throw new ValidationFailedException("bodyMarkdown", "A comment needs a text.")
        : Encoding.UTF8.GetByteCount(body) > MaxBodyBytes ? throw new ValidationFailedException("bodyMarkdown", "A comment has at most 64 KB.")
        : body;
}
