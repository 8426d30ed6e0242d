using System.Text.Json;

namespace Backend.IntegrationTests;

/// <summary>What people say about an issue, who may change it, and who learns of it.</summary>
[Collection(ServerCollection.Name)]
public sealed class CommentTests(BackendServer server)
{
    private const string Create = """
        mutation($input: CommentCreateInput!) {
          commentCreate(input: $input) { comment { id version parent { id } } syncId errors { __typename ... on Error { code path } } }
        }
        """;

    private const string Watch = """
        subscription($id: ID!, $since: SyncId) {
          commentChanged(issueId: $id, since: $since) { syncId action commentId comment { bodyMarkdown } actor { name } }
        }
        """;

    [Fact]
    public async Task Comments_come_oldest_first_page_by_page_with_their_threads()
    {
        using var ada = server.Client();
        var issue = await IssueAsync(ada);
        var first = await WriteAsync(ada, issue, "1");
        for (var number = 2; number <= 5; number++)
            await WriteAsync(ada, issue, $"{number}", number % 2 == 0 ? first : null);
        var texts = new List<string>();
        string? after = null;
        do
        {
            var page = (await ada.QueryAsync(
                "query($id: ID!, $after: String) { issue(id: $id) { comments(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { bodyMarkdown parent { id } issue { id } } } } }",
                new { id = issue, after })).At("issue.comments");
            Assert.Equal(5, page.At("totalCount").GetInt32());
            foreach (var comment in page.At("nodes").EnumerateArray())
            {
                texts.Add(comment.Text("bodyMarkdown"));
                Assert.Equal(issue, comment.Text("issue.id"));
                if (texts.Count % 2 == 0)
                    Assert.Equal(first, comment.Text("parent.id"));
                else
                    Assert.Equal(JsonValueKind.Null, comment.At("parent").ValueKind);
            }

            after = page.At("pageInfo.hasNextPage").GetBoolean() ? page.Text("pageInfo.endCursor") : null;
        }
        while (after is not null);
        Assert.Equal("1 2 3 4 5", string.Join(' ', texts));
    }

    [Fact]
    public async Task Text_is_changed_by_its_author_alone_and_on_the_version_that_was_read()
    {
        const string update = """
            mutation($id: ID!, $body: String!, $version: Int) {
              commentUpdate(input: { id: $id, bodyMarkdown: $body, expectedVersion: $version }) {
                comment { bodyMarkdown version editedAt } errors { code: __typename ... on ConflictError { currentVersion } }
              }
            }
            """;
        using var linus = server.Client("linus");
        using var ada = server.Client();
        var comment = await WriteAsync(linus, await IssueAsync(linus), "First");
        var edited = (await linus.QueryAsync(update, new { id = comment, body = "Second", version = 1 })).At("commentUpdate");
        Assert.Equal(("Second", 2), (edited.Text("comment.bodyMarkdown"), edited.At("comment.version").GetInt32()));
        Assert.NotEqual(JsonValueKind.Null, edited.At("comment.editedAt").ValueKind);
        var late = (await linus.QueryAsync(update, new { id = comment, body = "Third", version = 1 })).At("commentUpdate");
        Assert.Equal(("ConflictError", 2), (late.Text("errors.0.code"), late.At("errors.0.currentVersion").GetInt32()));
        Assert.Equal("ForbiddenError", (await ada.QueryAsync(update, new { id = comment, body = "Mine" })).Text("commentUpdate.errors.0.code"));
        Assert.Equal("ValidationError", (await linus.QueryAsync(update, new { id = comment, body = " " })).Text("commentUpdate.errors.0.code"));
        Assert.Equal("Second", (await ada.QueryAsync("query($id: ID!) { node(id: $id) { ... on Comment { bodyMarkdown } } }", new { id = comment })).Text("node.bodyMarkdown"));
    }

    [Fact]
    public async Task Comment_is_deleted_with_its_answers_by_its_author_or_an_admin()
    {
        const string delete = "mutation($id: ID!) { commentDelete(input: { id: $id }) { comment { id } errors { ... on Error { code } } } }";
        using var ada = server.Client();
        using var linus = server.Client("linus");
        var issue = await IssueAsync(ada);
        var question = await WriteAsync(linus, issue, "Question");
        await WriteAsync(ada, issue, "Answer", question);
        var other = await WriteAsync(ada, issue, "Stays");
        Assert.Equal("FORBIDDEN", (await linus.QueryAsync(delete, new { id = other })).Text("commentDelete.errors.0.code"));
        Assert.Equal(question, (await ada.QueryAsync(delete, new { id = question })).Text("commentDelete.comment.id"));
        Assert.Equal("NOT_FOUND", (await ada.QueryAsync(delete, new { id = question })).Text("commentDelete.errors.0.code"));
        var left = (await ada.QueryAsync("query($id: ID!) { issue(id: $id) { comments { nodes { bodyMarkdown } } } }", new { id = issue })).At("issue.comments.nodes");
        Assert.Equal("Stays", Assert.Single(left.EnumerateArray()).Text("bodyMarkdown"));
    }

    [Fact]
    public async Task Thread_is_resolved_and_reopened_at_its_first_comment()
    {
        using var ada = server.Client();
        var issue = await IssueAsync(ada);
        var question = await WriteAsync(ada, issue, "Question");
        var answer = await WriteAsync(ada, issue, "Answer", question);
        using var linus = server.Client("linus");
        var resolved = await linus.QueryAsync(
            "mutation($id: ID!) { commentResolve(input: { id: $id }) { comment { resolvedAt resolvedBy { name } } errors { ... on Error { code } } } }", new { id = question });
        Assert.Equal("Linus Torvalds", resolved.Text("commentResolve.comment.resolvedBy.name"));
        var reopened = await ada.QueryAsync(
            "mutation($id: ID!) { commentReopen(input: { id: $id }) { comment { resolvedAt resolvedBy { name } } errors { ... on Error { code } } } }", new { id = question });
        Assert.Equal(JsonValueKind.Null, reopened.At("commentReopen.comment.resolvedBy").ValueKind);
        var wrong = await ada.QueryAsync("mutation($id: ID!) { commentResolve(input: { id: $id }) { errors { ... on Error { code } } } }", new { id = answer });
        Assert.Equal("VALIDATION_FAILED", wrong.Text("commentResolve.errors.0.code"));
    }

    [Fact]
    public async Task Answer_to_an_answer_or_across_issues_is_refused()
    {
        using var ada = server.Client();
        var (issue, elsewhere) = (await IssueAsync(ada), await IssueAsync(ada));
        var question = await WriteAsync(ada, issue, "Question");
        var answer = await WriteAsync(ada, issue, "Answer", question);
        foreach (var (on, parent) in new[] { (issue, answer), (elsewhere, question) })
        {
            var refused = (await ada.QueryAsync(Create, new { input = new { issueId = on, parentId = parent, bodyMarkdown = "x" } })).At("commentCreate");
            Assert.Equal(("VALIDATION_FAILED", "parentId"), (refused.Text("errors.0.code"), refused.Text("errors.0.path.1")));
        }

        Assert.Equal("BAD_USER_INPUT", await ada.FailAsync(Create, new { input = new { issueId = question, bodyMarkdown = "An id of another type" } }));
    }

    [Fact]
    public async Task Id_made_by_the_client_is_kept_and_taken_once()
    {
        using var ada = server.Client();
        var issue = await IssueAsync(ada);
        var gone = await WriteAsync(ada, issue, "Gives an id");
        await ada.QueryAsync("mutation($id: ID!) { commentDelete(input: { id: $id }) { syncId } }", new { id = gone });
        var input = new { id = gone, issueId = issue, bodyMarkdown = "With an id" };
        Assert.Equal(gone, (await ada.QueryAsync(Create, new { input })).Text("commentCreate.comment.id"));
        var again = (await ada.QueryAsync(Create, new { input })).At("commentCreate");
        Assert.NotEqual(0, again.At("errors").GetArrayLength());
    }

    [Fact]
    public async Task Comments_of_a_hidden_issue_are_found_through_no_door()
    {
        using var ada = server.Client();
        var team = (await ada.QueryAsync(
            "mutation { teamCreate(input: { key: \"HUSH\", name: \"Hush\", visibility: PRIVATE }) { team { id } errors { ... on Error { message } } } }")).Text("teamCreate.team.id");
        var issue = await IssueAsync(ada, team);
        var comment = await WriteAsync(ada, issue, "Secret");
        foreach (var person in new[] { "linus", "grace" })
        {
            using var client = server.Client(person);
            Assert.Equal(JsonValueKind.Null, (await client.QueryAsync("query($id: ID!) { node(id: $id) { id } }", new { id = comment })).At("node").ValueKind);
            foreach (var mutation in new[] { "commentDelete", "commentResolve", "commentReopen" })
            {
                var answer = await client.QueryAsync($"mutation($id: ID!) {{ {mutation}(input: {{ id: $id }}) {{ errors {{ ... on Error {{ code }} }} }} }}", new { id = comment });
                Assert.Equal("NOT_FOUND", answer.Text($"{mutation}.errors.0.code"));
            }

            var update = await client.QueryAsync(
                "mutation($id: ID!) { commentUpdate(input: { id: $id, bodyMarkdown: \"x\" }) { errors { ... on Error { code } } } }", new { id = comment });
            Assert.Equal("NOT_FOUND", update.Text("commentUpdate.errors.0.code"));
            await using var socket = await SocketClient.ConnectAsync(server, person);
            await socket.SubscribeAsync("1", Watch, new { id = issue });
            Assert.Contains("NOT_FOUND", (await socket.ReceiveAsync()).ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Subscription_tells_of_this_issue_alone_and_replays_what_was_missed()
    {
        using var ada = server.Client();
        var (issue, other) = (await IssueAsync(ada), await IssueAsync(ada));
        var first = (await ada.QueryAsync(Create, new { input = new { issueId = issue, bodyMarkdown = "One" } })).At("commentCreate");
        var (id, since) = (first.Text("comment.id"), first.At("syncId").GetInt64());
        await WriteAsync(ada, other, "Elsewhere");
        await ada.QueryAsync("mutation($id: ID!) { commentUpdate(input: { id: $id, bodyMarkdown: \"Two\" }) { syncId } }", new { id });
        await ada.QueryAsync("mutation($id: ID!) { commentResolve(input: { id: $id }) { syncId } }", new { id });
        await using var socket = await SocketClient.ConnectAsync(server, "linus");
        await socket.SubscribeAsync("1", Watch, new { id = issue, since });
        Assert.Equal("UPDATED", (await socket.NextAsync()).Text("commentChanged.action"));
        Assert.Equal("RESOLVED", (await socket.NextAsync()).Text("commentChanged.action"));
        await ada.QueryAsync("mutation($id: ID!) { commentDelete(input: { id: $id }) { syncId } }", new { id });
        var gone = (await socket.NextAsync()).At("commentChanged");
        Assert.Equal(("DELETED", id, "Ada Lovelace"), (gone.Text("action"), gone.Text("commentId"), gone.Text("actor.name")));
        Assert.Equal(JsonValueKind.Null, gone.At("comment").ValueKind);
    }

    [Fact]
    public async Task Subscription_ends_when_access_is_lost()
    {
        using var ada = server.Client();
        using var linus = server.Client("linus");
        var team = (await ada.QueryAsync(
            "mutation { teamCreate(input: { key: \"LOSE\", name: \"Lose\", visibility: PRIVATE }) { team { id } errors { ... on Error { message } } } }")).Text("teamCreate.team.id");
        var member = new { input = new { teamId = team, userId = (await linus.QueryAsync("{ viewer { id } }")).Text("viewer.id") } };
        await ada.QueryAsync("mutation($input: TeamMemberAddInput!) { teamMemberAdd(input: $input) { syncId } }", member);
        var issue = await IssueAsync(ada, team);
        var since = (await ada.QueryAsync(Create, new { input = new { issueId = issue, bodyMarkdown = "Before" } })).At("commentCreate.syncId").GetInt64() - 1;
        await using var socket = await SocketClient.ConnectAsync(server, "linus");
        await socket.SubscribeAsync("1", Watch, new { id = issue, since });
        Assert.Equal("Before", (await socket.NextAsync()).Text("commentChanged.comment.bodyMarkdown"));
        await ada.QueryAsync("mutation($input: TeamMemberRemoveInput!) { teamMemberRemove(input: $input) { syncId } }", member);
        await WriteAsync(ada, issue, "After");
        var last = await socket.ReceiveAsync();
        Assert.DoesNotContain("After", last.ToString(), StringComparison.Ordinal);
        Assert.Contains("NOT_FOUND", last.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> IssueAsync(GraphQLClient client, string? team = null)
    {
        team ??= (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        return (await client.QueryAsync(
            "mutation($t: ID!) { issueCreate(input: { teamId: $t, title: \"Talked about\" }) { issue { id } } }", new { t = team })).Text("issueCreate.issue.id");
    }

    private static async Task<string> WriteAsync(GraphQLClient client, string issue, string body, string? parent = null) =>
        (await client.QueryAsync(Create, new { input = new { issueId = issue, bodyMarkdown = body, parentId = parent } })).Text("commentCreate.comment.id");
}
