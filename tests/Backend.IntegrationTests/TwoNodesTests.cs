using System.Net;
using System.Net.Http.Json;

namespace Backend.IntegrationTests;

/// <summary>Two servers over one database: what they know only of themselves must not be what makes a key safe.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("backend-nodes-").FullName;
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly BackendServer one;
    private readonly BackendServer two;

    public TwoNodesTests()
    {
        string[] settings = [$"Backend:DataDirectory={folder}", $"ConnectionStrings:Database={database.ConnectionString}"];
        (one, two) = (new BackendServer(settings), new BackendServer(settings));
    }

    [Fact]
    public async Task Operation_that_reaches_both_at_once_is_done_once()
    {
        using var first = one.Client();
        using var second = two.Client();
        var (team, viewer) = (await first.QueryAsync("{ team(id: \"ENG\") { id } }"), await first.QueryAsync("{ viewer { id } }"));
        Assert.Equal(viewer.GetRawText(), (await second.QueryAsync("{ viewer { id } }")).GetRawText());
        for (var round = 0; round < 10; round++)
        {
            var (key, title) = ($"round-{round}", $"Two nodes {round}");
            var body = new
            {
                query = "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id title } syncId errors { ... on Error { code } } } }",
                variables = new { input = new { teamId = team.Text("team.id"), title } },
            };
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => SendAsync(index % 2 == 0 ? first : second, body, key)));
            Assert.Single(answers.Distinct(StringComparer.Ordinal));
            var listed = await second.QueryAsync("query($t: String!) { issues(filter: { title: { eq: $t } }) { totalCount } }", new { t = title });
            Assert.Equal(1, listed.At("issues.totalCount").GetInt32());
        }
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await one.InitializeAsync();
        await two.InitializeAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await one.DisposeAsync();
        await two.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> SendAsync(GraphQLClient client, object body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await client.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return text;
    }
}
