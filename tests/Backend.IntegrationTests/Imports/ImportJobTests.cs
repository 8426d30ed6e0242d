using System.Net;
using System.Text;
using System.Text.Json;

namespace Backend.IntegrationTests.Imports;

/// <summary>Imports through the API, from the file to its rollback, and what happens to those that are broken off.</summary>
public sealed class ImportJobTests(ImportServer server) : IClassFixture<ImportServer>
{
    private const string Create = "mutation($input: ImportCreateInput!) { importCreate(input: $input) { import { id status uploadUrl team { key } } errors { ... on Error { code message path } } } }";

    private static readonly object[] Columns = [new { field = "TITLE", column = "title" }, new { field = "EXTERNAL_ID", column = "number" }, new { field = "STATE", column = "state" }];

    [Fact]
    public async Task Import_is_tried_out_done_and_rolled_back()
    {
        using var client = server.Client();
        const string csv = "title,number,state\nFirst,1,open\n,2,open\nThird,3,Done\nFourth,4,lost\nFifth,5,open\nSixth,6,open\n";
        var id = await CreateAsync(client, "FLOW", csv);
        await AskAsync(client, "importValidate", id);
        var tried = await ImportServer.UntilAsync(client, id, "VALIDATED");
        Assert.Equal((4, 2, 2), (tried.At("created").GetInt32(), tried.At("failed").GetInt32(), tried.At("rows.nodes").GetArrayLength()));
        Assert.Equal("The title is missing.", tried.Text("rows.nodes.0.reason"));
        Assert.Equal(0, await CountAsync(client, "FLOW"));

        await AskAsync(client, "importStart", id);
        var done = await ImportServer.UntilAsync(client, id, "SUCCEEDED");
        Assert.Equal(
            """[{"line":2,"effect":"CREATED","reason":null,"issue":{"title":"First"}},{"line":3,"effect":"FAILED","reason":"The title is missing.","issue":null},{"line":4,"effect":"CREATED","reason":null,"issue":{"title":"Third"}},{"line":5,"effect":"FAILED","reason":"The state 'lost' is neither mapped to one of the team's states nor the name of one.","issue":null},{"line":6,"effect":"CREATED","reason":null,"issue":{"title":"Fifth"}},{"line":7,"effect":"CREATED","reason":null,"issue":{"title":"Sixth"}}]""",
            done.At("rows.nodes").ToString());
        Assert.Equal(("FLOW", "Ada Lovelace"), (done.Text("team.key"), done.Text("creator.name")));
        Assert.Equal("""{"created":4,"updated":0,"unchanged":0,"failed":2}""", done.At("job.result").ToString());
        Assert.Equal(4, await CountAsync(client, "FLOW"));
        Assert.Equal("VALIDATION_FAILED", await RefusedAsync(client, "importStart", id));

        await AskAsync(client, "importRollback", id);
        var undone = await ImportServer.UntilAsync(client, id, "ROLLED_BACK");
        Assert.Equal(2, undone.At("rows.nodes").GetArrayLength());
        Assert.Equal(0, await CountAsync(client, "FLOW"));
    }

    [Fact]
    public async Task Import_goes_on_after_a_failure_without_doubling_what_was_done()
    {
        using var client = server.Client();
        var batches = 0;
        server.BeforeBatch = source =>
        {
            if (source == "fails" && ++batches == 3)
                throw new IOException("A batch breaks off.");
        };
        var id = await CreateAsync(client, "FAILS", Rows(18), source: "fails");
        await AskAsync(client, "importStart", id);
        var done = await ImportServer.UntilAsync(client, id, "SUCCEEDED");
        Assert.Equal((18, 0, 18, 2), (done.At("created").GetInt32(), done.At("unchanged").GetInt32(), done.At("rowsDone").GetInt32(), done.At("job.attempts").GetInt32()));
        Assert.Equal(18, await CountAsync(client, "FAILS"));
        // Five batches, and the one that broke off: none was done again.
        Assert.Equal(6, batches);
    }

    [Fact]
    public async Task Import_that_is_stopped_keeps_what_is_done_and_goes_on_when_started_again()
    {
        using var client = server.Client();
        var (held, batches) = (new TaskCompletionSource(), 0);
        // It comes no further than its first batch, and tries again and again.
        server.BeforeBatch = source =>
        {
            if (source != "stops" || ++batches == 1)
                return;
            held.TrySetResult();
            throw new IOException("A batch breaks off.");
        };
        var id = await CreateAsync(client, "STOPS", Rows(10), source: "stops");
        await AskAsync(client, "importStart", id);
        await held.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("VALIDATION_FAILED", await RefusedAsync(client, "importStart", id));
        Assert.Equal("VALIDATION_FAILED", await RefusedAsync(client, "importRollback", id));
        await AskAsync(client, "importCancel", id);
        var stopped = await ImportServer.UntilAsync(client, id, "CANCELLED");
        Assert.Equal(4, stopped.At("created").GetInt32());
        Assert.Equal(4, await CountAsync(client, "STOPS"));
        server.BeforeBatch = _ => { };
        await AskAsync(client, "importStart", id);
        var done = await ImportServer.UntilAsync(client, id, "SUCCEEDED");
        Assert.Equal((10, 0), (done.At("created").GetInt32(), done.At("unchanged").GetInt32()));
    }

    [Fact]
    public async Task File_is_sent_over_HTTP_in_pieces_and_kept_until_the_end()
    {
        using var client = server.Client();
        var answer = (await client.QueryAsync(Create, new { input = new { teamKey = "FILE", columns = Columns, fileName = "many.csv" } })).At("importCreate.import");
        Assert.Equal("WAITING_FOR_FILE", answer.Text("status"));
        Assert.Equal("VALIDATION_FAILED", await RefusedAsync(client, "importStart", answer.Text("id")));
        var csv = "title,number,state\n" + string.Concat(Enumerable.Range(1, 3).Select(number => $"\"{new string((char)('a' + number), 150_000)}\",{number},Todo\n")) + "Short,9,Todo\n";
        using var file = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var sent = await client.Http.PutAsync(answer.Text("uploadUrl"), file);
        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        await AskAsync(client, "importStart", answer.Text("id"));
        var done = await ImportServer.UntilAsync(client, answer.Text("id"), "SUCCEEDED");
        Assert.Equal((1, 3, Encoding.UTF8.GetByteCount(csv)), (done.At("created").GetInt32(), done.At("failed").GetInt32(), done.At("fileBytes").GetInt32()));
    }

    [Theory]
    [InlineData("ada", "title,id\nA,1\n", HttpStatusCode.BadRequest, "VALIDATION_FAILED")]
    [InlineData("ada", "", HttpStatusCode.BadRequest, "VALIDATION_FAILED")]
    [InlineData("linus", "title,number,state\n", HttpStatusCode.Forbidden, "FORBIDDEN")]
    [InlineData(null, "title,number,state\n", HttpStatusCode.Unauthorized, "UNAUTHENTICATED")]
    public async Task File_that_cannot_be_taken_is_refused_with_a_code(string? person, string csv, HttpStatusCode status, string code)
    {
        using var owner = server.Client();
        var url = (await owner.QueryAsync(Create, new { input = new { teamKey = "NOFILE", columns = Columns } })).Text("importCreate.import.uploadUrl");
        using var client = server.Client(person);
        using var file = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var sent = await client.Http.PutAsync(url, file);
        Assert.Equal(status, sent.StatusCode);
        Assert.Equal(code, JsonDocument.Parse(await sent.Content.ReadAsStringAsync()).RootElement.Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task File_over_the_limit_is_refused()
    {
        using var client = server.Client();
        var url = (await client.QueryAsync(Create, new { input = new { teamKey = "LONG", columns = Columns } })).Text("importCreate.import.uploadUrl");
        // Asked first: a refused upload may otherwise end in a closed connection.
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var asking = new HttpClient(handler) { BaseAddress = server.Address };
        asking.DefaultRequestHeaders.ExpectContinue = true;
        asking.DefaultRequestHeaders.Authorization = client.Http.DefaultRequestHeaders.Authorization;
        asking.DefaultRequestHeaders.Add("Backend-Workspace", "demo");
        using var file = new StringContent("title,number,state\n" + new string('x', 700_000), Encoding.UTF8, "text/csv");
        using var sent = await asking.PutAsync(url, file);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, sent.StatusCode);
    }

    [Theory]
    [InlineData("no spaces", "number", "teamKey")]
    [InlineData("BAD", "title", "columns")]
    public async Task Import_that_breaks_a_rule_is_not_created(string teamKey, string externalId, string field)
    {
        using var client = server.Client();
        object[] columns = field == "columns" ? [new { field = "TITLE", column = externalId }] : Columns;
        var answer = await client.QueryAsync(Create, new { input = new { teamKey, columns } });
        Assert.Equal(("VALIDATION_FAILED", field), (answer.Text("importCreate.errors.0.code"), answer.Text("importCreate.errors.0.path.1")));
    }

    [Fact]
    public async Task Imports_are_for_those_who_manage_them()
    {
        using var client = server.Client("linus");
        Assert.Equal("FORBIDDEN", await client.FailAsync("{ imports(first: 1) { nodes { id } } }"));
        Assert.Equal("FORBIDDEN", await client.FailAsync(Create, new { input = new { teamKey = "ENG", columns = Columns } }));
    }

    private static string Rows(int count) =>
        "title,number,state\n" + string.Concat(Enumerable.Range(1, count).Select(number => $"Issue {number},{number},Todo\n"));

    private static async Task<string> CreateAsync(GraphQLClient client, string teamKey, string csv, string source = "csv")
    {
        var answer = await client.QueryAsync(Create, new { input = new { teamKey, columns = Columns, states = new[] { new { value = "open", state = "Todo" } }, source, csv } });
        Assert.Equal(0, answer.At("importCreate.errors").GetArrayLength());
        Assert.Equal("READY", answer.Text("importCreate.import.status"));
        return answer.Text("importCreate.import.id");
    }

    private static async Task AskAsync(GraphQLClient client, string mutation, string id) => Assert.Empty((await SendAsync(client, mutation, id)).EnumerateArray());

    private static async Task<string> RefusedAsync(GraphQLClient client, string mutation, string id) => (await SendAsync(client, mutation, id)).Text("0.code");

    private static async Task<JsonElement> SendAsync(GraphQLClient client, string mutation, string id)
    {
        var type = char.ToUpperInvariant(mutation[0]) + mutation[1..];
        return (await client.QueryAsync(
            $$"""mutation($input: {{type}}Input!) { {{mutation}}(input: $input) { import { status } errors { ... on Error { code message } } } }""", new { input = new { id } })).At($"{mutation}.errors");
    }

    private static async Task<int> CountAsync(GraphQLClient client, string team) => (await client.QueryAsync(
        "query($team: String!) { issues(filter: { team: { key: { eq: $team } } }) { totalCount } }", new { team })).At("issues.totalCount").GetInt32();
}
