using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests;

/// <summary>A mutation with an <c>Idempotency-Key</c> is done once, however often it is sent.</summary>
[Collection(ServerCollection.Name)]
public sealed class IdempotencyTests(BackendServer server)
{
    private const string Create = "mutation Create($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id identifier title } syncId errors { ... on Error { code path } } } }";

    private static string NewKey => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    [Fact]
    public async Task Repeat_gets_the_same_bytes_and_changes_nothing()
    {
        using var client = server.Client();
        var (key, body) = (NewKey, await BodyAsync(client, "Once"));
        var (first, second) = (await SendAsync(client, body, key), await SendAsync(client, body, key));
        Assert.False(first.Replayed);
        Assert.True(second.Replayed);
        Assert.Equal(first.Bytes, second.Bytes);
        Assert.Equal(1, await CountAsync(client, "Once"));
    }

    [Fact]
    public async Task Quoted_key_and_reordered_variables_are_the_same_operation()
    {
        using var client = server.Client();
        var (key, team) = (NewKey, await TeamAsync(client));
        var first = await SendAsync(client, new { query = Create, variables = new { input = new { teamId = team, title = "Quoted" } } }, key);
        var second = await SendAsync(client, new { query = Create, variables = new { input = new { title = "Quoted", teamId = team } } }, $"\"{key}\"");
        Assert.True(second.Replayed);
        Assert.Equal(first.Bytes, second.Bytes);
    }

    [Fact]
    public async Task Ten_at_once_are_done_once()
    {
        using var client = server.Client();
        var (key, body) = (NewKey, await BodyAsync(client, "Ten at once"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync(client, body, key)));
        Assert.All(answers, answer => Assert.Equal(answers[0].Bytes, answer.Bytes));
        Assert.Single(answers, answer => !answer.Replayed);
        Assert.Equal(1, await CountAsync(client, "Ten at once"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    public async Task Key_of_another_operation_is_422(string accept)
    {
        using var client = server.Client();
        client.Http.DefaultRequestHeaders.Accept.ParseAdd(accept);
        var key = NewKey;
        await SendAsync(client, await BodyAsync(client, "The one"), key);
        var other = await SendAsync(client, await BodyAsync(client, "The other"), key);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "IDEMPOTENCY_KEY_REUSED"), (other.Status, other.Code));
        Assert.Equal(0, await CountAsync(client, "The other"));
    }

    [Fact]
    public async Task Key_belongs_to_its_user()
    {
        using var ada = server.Client();
        using var grace = server.Client("grace");
        var (key, body) = (NewKey, await BodyAsync(ada, "Each their own"));
        Assert.False((await SendAsync(ada, body, key)).Replayed);
        Assert.False((await SendAsync(grace, body, key)).Replayed);
        Assert.Equal(2, await CountAsync(ada, "Each their own"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("a\"b")]
    public async Task Text_that_is_no_key_is_refused(string key)
    {
        using var client = server.Client();
        var answer = await SendAsync(client, await BodyAsync(client, "Never"), key);
        Assert.Equal((HttpStatusCode.BadRequest, "IDEMPOTENCY_KEY_INVALID"), (answer.Status, answer.Code));
        Assert.Equal("IDEMPOTENCY_KEY_INVALID", (await SendAsync(client, await BodyAsync(client, "Never"), new string('k', 256))).Code);
    }

    [Fact]
    public async Task Errors_in_the_payload_are_kept_too()
    {
        using var client = server.Client();
        var (key, body) = (NewKey, await BodyAsync(client, ""));
        var (first, second) = (await SendAsync(client, body, key), await SendAsync(client, body, key));
        Assert.Contains("VALIDATION_FAILED", first.Text, StringComparison.Ordinal);
        Assert.True(second.Replayed);
        Assert.Equal(first.Bytes, second.Bytes);
    }

    [Fact]
    public async Task What_is_refused_before_it_runs_is_not_kept()
    {
        using var client = server.Client();
        var key = NewKey;
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", (await SendAsync(client, new { query = "mutation { nothing }" }, key)).Code);
        Assert.False((await SendAsync(client, await BodyAsync(client, "After a refusal"), key)).Replayed);
    }

    [Fact]
    public async Task Process_that_dies_before_it_answers_has_done_it_once()
    {
        using var client = server.Client();
        var (key, body) = (NewKey, await BodyAsync(client, "Died"));
        var first = await SendAsync(client, body, key);
        // What is there after a crash between the commit and the keeping of the answer.
        Assert.Equal(1, await ForgetAsync(key, ""));
        var second = await SendAsync(client, body, key);
        Assert.False(second.Replayed);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(1, await CountAsync(client, "Died"));
        Assert.True((await SendAsync(client, body, key)).Replayed);
    }

    [Fact]
    public async Task Of_two_fields_the_one_that_was_not_committed_is_done_by_the_repeat()
    {
        using var client = server.Client();
        var (key, team) = (NewKey, await TeamAsync(client));
        var body = new
        {
            query = "mutation($a: IssueCreateInput!, $b: IssueCreateInput!) { a: issueCreate(input: $a) { issue { id } syncId } b: issueCreate(input: $b) { issue { id } syncId } }",
            variables = new { a = new { teamId = team, title = "Field a" }, b = new { teamId = team, title = "Field b" } },
        };
        var first = (await SendAsync(client, body, key)).Json;
        Assert.Equal(2, await ForgetAsync(key, "", "b"));
        var second = (await SendAsync(client, body, key)).Json;
        Assert.Equal(first.Text("data.a.issue.id"), second.Text("data.a.issue.id"));
        Assert.Equal(first.At("data.a.syncId").GetInt64(), second.At("data.a.syncId").GetInt64());
        Assert.NotEqual(first.Text("data.b.issue.id"), second.Text("data.b.issue.id"));
        Assert.Equal((1, 2), (await CountAsync(client, "Field a"), await CountAsync(client, "Field b")));
    }

    [Fact]
    public async Task Batch_of_issues_is_found_again_after_a_crash()
    {
        using var client = server.Client();
        var (key, team) = (NewKey, await TeamAsync(client));
        var body = new
        {
            query = "mutation($input: IssueBatchCreateInput!) { issueBatchCreate(input: $input) { issues { id title } succeededCount failedCount syncId errors { ... on Error { code message path } } } }",
            variables = new { input = new { issues = new[] { new { teamId = team, title = "Again 1" }, new { teamId = team, title = "" }, new { teamId = team, title = "Again 2" } }, errorPolicy = "SKIP_FAILED" } },
        };
        var first = await SendAsync(client, body, key);
        await ForgetAsync(key, "");
        Assert.Equal(first.Text, (await SendAsync(client, body, key)).Text);
        Assert.Equal(1, await CountAsync(client, "Again 1"));
    }

    [Fact]
    public async Task Requests_of_a_batch_have_the_key_and_their_place()
    {
        using var client = server.Client();
        var key = NewKey;
        object[] body = [await BodyAsync(client, "Batched key"), await BodyAsync(client, "Batched key")];
        var (first, second) = (await SendAsync(client, body, key), await SendAsync(client, body, key));
        Assert.Equal(first.Bytes, second.Bytes);
        Assert.Equal(2, await CountAsync(client, "Batched key"));
    }

    [Fact]
    public async Task Socket_takes_the_key_in_the_extensions()
    {
        using var client = server.Client();
        await using var socket = await SocketClient.ConnectAsync(server);
        var payload = new { query = Create, variables = new { input = new { teamId = await TeamAsync(client), title = "By socket" } }, extensions = new { idempotencyKey = NewKey } };
        var answers = new List<string>();
        foreach (var id in new[] { "1", "2" })
        {
            await socket.SendAsync(new { id, type = "subscribe", payload });
            answers.Add((await socket.ReceiveAsync()).At("payload").GetRawText());
            Assert.Equal("complete", (await socket.ReceiveAsync()).Text("type"));
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(1, await CountAsync(client, "By socket"));
    }

    [Fact]
    public async Task Key_on_a_query_means_nothing()
    {
        using var client = server.Client();
        var key = NewKey;
        await SendAsync(client, new { query = "{ viewer { name } }" }, key);
        Assert.False((await SendAsync(client, new { query = "{ viewer { id } }" }, key)).Replayed);
    }

    [PostgreSqlFact]
    public async Task Operation_that_runs_elsewhere_for_too_long_is_409()
    {
        using var client = server.Client();
        var (key, body) = (NewKey, await BodyAsync(client, "Elsewhere"));
        await SendAsync(client, body, key);
        await ForgetAsync(key, "");
        await using (var scope = server.Services.CreateAsyncScope())
        {
            // Another node has deleted the row, and may or may not commit: nobody can say yet whether the effect happened.
            var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
            await using var elsewhere = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlAsync($"UPDATE platform_idempotency_keys SET key = {key + "-moved"} WHERE key = {key}");
            await db.Database.ExecuteSqlAsync($"INSERT INTO platform_idempotency_keys SELECT workspace_id, user_id, {key}, field, fingerprint, sync_id, result, answer, expires_at FROM platform_idempotency_keys WHERE key = {key + "-moved"}");
            var answer = await SendAsync(client, body, key);
            Assert.Equal((HttpStatusCode.Conflict, "IDEMPOTENCY_IN_PROGRESS"), (answer.Status, answer.Code));
        }

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, body, key)).Status);
        Assert.Equal(1, await CountAsync(client, "Elsewhere"));
    }

    private async Task<int> ForgetAsync(string key, params string[] fields)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var gone = 0;
        foreach (var field in fields)
            gone += await db.Database.ExecuteSqlAsync($"DELETE FROM platform_idempotency_keys WHERE key = {key} AND field = {field}");
        return gone;
    }

    private static async Task<string> TeamAsync(GraphQLClient client) => (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");

    private static async Task<object> BodyAsync(GraphQLClient client, string title) =>
        new { query = Create, variables = new { input = new { teamId = await TeamAsync(client), title } }, operationName = "Create" };

    private static async Task<int> CountAsync(GraphQLClient client, string title) =>
        (await client.QueryAsync("query($t: String!) { issues(filter: { title: { eq: $t } }) { totalCount } }", new { t = title })).At("issues.totalCount").GetInt32();

    private static async Task<Answer> SendAsync(GraphQLClient client, object body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await client.Http.SendAsync(request);
        return new Answer(response.StatusCode, response.Headers.Contains("Idempotency-Replayed"), await response.Content.ReadAsByteArrayAsync());
    }

    private sealed record Answer(HttpStatusCode Status, bool Replayed, byte[] Bytes)
    {
        public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

        public JsonElement Json => JsonElement.Parse(Bytes);

        public string Code => Json.Text("errors.0.extensions.code");
    }
}
