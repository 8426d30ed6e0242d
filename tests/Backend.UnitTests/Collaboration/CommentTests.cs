using Backend.Modules.Collaboration.Comments;
using Backend.Platform.Errors;
using Backend.Platform.Events;

namespace Backend.UnitTests.Collaboration;

public sealed class CommentTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Workspace = Id(1);
    private static readonly Guid Issue = Id(2);
    private static readonly Guid Author = Id(3);
    private static readonly Guid Somebody = Id(4);

    [Fact]
    public void Create_keeps_what_was_said_and_tells_those_who_watch_the_issue()
    {
        var comment = Write("Hello");
        Assert.Equal((Workspace, Issue, Author, "Hello", Now), (comment.WorkspaceId, comment.IssueId, comment.AuthorId, comment.BodyMarkdown, comment.CreatedAt));
        Assert.Null(comment.EditedAt);
        Assert.Null(comment.ResolvedAt);
        var change = Assert.Single(comment.Raised);
        Assert.Equal(("comment.created", comment.Id), (change.Type, change.Subject));
        Assert.Equal(Issue, (Guid?)change.Data["issueId"]);
        Assert.Equal("Hello", (string?)change.Data["bodyMarkdown"]);
        Assert.Null(change.Before);
    }

    [Fact]
    public void Create_takes_the_clients_id_or_makes_one_that_sorts_by_time()
    {
        var made = Guid.CreateVersion7(Now);
        Assert.Equal(made, Comment.Create(Workspace, made, Issue, null, Author, "Hello", Now).Id);
        AssertInvalid("id", () => Comment.Create(Workspace, Id(9), Issue, null, Author, "Hello", Now));
        Assert.True(string.CompareOrdinal(Write("a").Id.ToString(), Write("b", now: Now.AddSeconds(1)).Id.ToString()) < 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void Text_without_a_letter_is_refused(string body) => AssertInvalid("bodyMarkdown", () => Write(body));

    [Fact]
    public void Text_is_measured_in_bytes()
    {
        Assert.Equal(64 * 1024, Write(new string('a', 64 * 1024)).BodyMarkdown.Length);
        Assert.Equal(32 * 1024, Write(new string('ä', 32 * 1024)).BodyMarkdown.Length);
        AssertInvalid("bodyMarkdown", () => Write(new string('a', 64 * 1024 + 1)));
        AssertInvalid("bodyMarkdown", () => Write(new string('ä', 32 * 1024 + 1)));
    }

    [Fact]
    public void Answer_belongs_to_a_thread_of_one_level_on_the_same_issue()
    {
        var first = Write("Question");
        var answer = Write("Answer", parent: first);
        Assert.Equal(first.Id, answer.ParentId);
        AssertInvalid("parentId", () => Write("Answer to an answer", parent: answer));
        AssertInvalid("parentId", () => Comment.Create(Workspace, null, Id(99), first, Author, "Elsewhere", Now));
    }

    [Fact]
    public void Edit_by_the_author_changes_the_text_and_says_when()
    {
        var comment = Saved("Hello");
        comment.Edit("Hello all", Author, comment.Version, Now.AddHours(1));
        Assert.Equal("Hello all", comment.BodyMarkdown);
        Assert.Equal(Now.AddHours(1), comment.EditedAt);
        var change = Assert.Single(comment.Raised);
        Assert.Equal("comment.updated", change.Type);
        Assert.Equal(Issue, (Guid?)change.Data["issueId"]);
        Assert.Equal(("Hello", "Hello all"), ((string?)change.Before!["bodyMarkdown"], (string?)change.Data["bodyMarkdown"]));
        Assert.Equal("bodyMarkdown", Assert.Single(Feed(change).ReadChanges()).Field);
    }

    [Fact]
    public void Edit_without_a_difference_changes_nothing()
    {
        var comment = Saved("Hello");
        comment.Edit("Hello", Author, expectedVersion: null, Now.AddHours(1));
        Assert.Null(comment.EditedAt);
        Assert.Empty(comment.Raised);
    }

    [Fact]
    public void Edit_by_somebody_else_is_refused_whatever_their_role() =>
        Assert.Throws<ForbiddenException>(() => Saved("Hello").Edit("Mine", Somebody, expectedVersion: null, Now));

    [Fact]
    public void Edit_of_another_version_is_a_conflict_that_names_the_current_one()
    {
        var comment = Saved("Hello");
        var conflict = Assert.Throws<ConflictException>(() => comment.Edit("Later", Author, comment.Version + 1, Now));
        Assert.Equal(comment.Version, conflict.CurrentVersion);
        Assert.Equal("Hello", comment.BodyMarkdown);
    }

    [Fact]
    public void Delete_is_for_the_author_and_for_moderators()
    {
        Assert.Throws<ForbiddenException>(() => Saved("Hello").Delete(Somebody, moderates: false));
        foreach (var (by, moderates) in new[] { (Author, false), (Somebody, true) })
        {
            var comment = Saved("Hello");
            comment.Delete(by, moderates);
            var change = Assert.Single(comment.Raised);
            Assert.Equal(("comment.deleted", Issue), (change.Type, (Guid?)change.Data["issueId"]));
        }
    }

    [Fact]
    public void Thread_is_resolved_once_and_reopened_once()
    {
        var comment = Saved("Hello");
        comment.Resolve(Somebody, Now.AddHours(1));
        comment.Resolve(Author, Now.AddHours(2));
        Assert.Equal((Now.AddHours(1), Somebody), (comment.ResolvedAt, comment.ResolvedById));
        comment.Reopen();
        comment.Reopen();
        Assert.Null(comment.ResolvedAt);
        Assert.Null(comment.ResolvedById);
        Assert.Equal("comment.resolved comment.reopened", string.Join(' ', comment.Raised.Select(change => change.Type)));
        Assert.All(comment.Raised, change => Assert.Equal(Issue, (Guid?)change.Data["issueId"]));
    }

    [Fact]
    public void Answer_is_neither_resolved_nor_reopened()
    {
        var answer = Write("Answer", parent: Write("Question"));
        AssertInvalid("id", () => answer.Resolve(Author, Now));
        AssertInvalid("id", answer.Reopen);
    }

    [Theory]
    [InlineData("comment.created", CommentChangeAction.Created)]
    [InlineData("comment.updated", CommentChangeAction.Updated)]
    [InlineData("comment.deleted", CommentChangeAction.Deleted)]
    [InlineData("comment.resolved", CommentChangeAction.Resolved)]
    [InlineData("comment.reopened", CommentChangeAction.Reopened)]
    internal void Every_event_of_a_comment_is_told(string type, CommentChangeAction action)
    {
        var told = CommentChange.From(Feed(new ChangeEvent(type, Id(7), [])));
        Assert.Equal((action, Id(7), 5L), (told!.Action, told.CommentId, told.SyncId.Value));
        Assert.Null(CommentChange.From(Feed(new ChangeEvent("issue.created", Id(7), []))));
    }

    private static Comment Write(string body, Comment? parent = null, DateTimeOffset? now = null) =>
        Comment.Create(Workspace, id: null, Issue, parent, Author, body, now ?? Now);

    private static Comment Saved(string body)
    {
        var comment = Write(body);
        comment.ClearRaised();
        return comment;
    }

    private static PlatformEvent Feed(ChangeEvent change) => new()
    {
        WorkspaceId = Workspace,
        Sequence = 5,
        Type = change.Type,
        Subject = change.Subject,
        Data = change.Data.ToJsonString(),
        Before = change.Before?.ToJsonString(),
        OccurredAt = Now,
    };

    private static void AssertInvalid(string field, Action action) =>
        Assert.Equal($"input.{field}", string.Join('.', Assert.Single(Assert.Throws<ValidationFailedException>(action).Failures).Path));

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
