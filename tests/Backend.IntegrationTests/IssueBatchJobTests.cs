using System.Diagnostics;
using System.Text.Json;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests;

/// <summary>Batches of more issues than one transaction should hold are done by a job.</summary>
public sealed class IssueBatchJobTests(BackendServer server) : IClassFixture<BackendServer>
{
    private const int Count = 1_203;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Batch_over_a_thousand_is_done_by_a_job()
    {
        using var client = server.Client();
        var team = await TeamAsync(client, "BIG");
        var created = await CreateAsync(client, team, "SKIP_FAILED", badIndex: 700);
        Assert.Equal("SUCCEEDED", created.Text("status"));
        Assert.Equal((Count - 1, 1), Counts(created));
        Assert.Equal("""["input","issues","700","title"]""", created.At("result.errors.0.path").GetRawText());

        var updated = await UpdateAsync(client, "SKIP_FAILED", new { priority = 2, estimate = 3 });
        Assert.Equal((Count - 1, 0), Counts(updated));
        Assert.Equal(Count - 1, await CountAsync(client, "priority: { eq: 2 }, estimate: { eq: 3 }"));
        // What is left out of the input is left alone, also after it has been kept with the job; what is null is cleared.
        var cleared = await UpdateAsync(client, "REJECT_ALL", new { estimate = (int?)null });
        Assert.Equal((Count - 1, 0), Counts(cleared));
        Assert.Equal(Count - 1, await CountAsync(client, "priority: { eq: 2 }, estimate: { isNull: true }"));
    }

    [Fact]
    public async Task Batch_that_is_to_be_done_as_a_whole_does_nothing_where_one_fails()
    {
        using var client = server.Client();
        var team = await TeamAsync(client, "WHOLE");
        var refused = await CreateAsync(client, team, "REJECT_ALL", badIndex: 1_100);
        Assert.Equal(("DEAD", "VALIDATION_FAILED"), (refused.Text("status"), refused.Text("errorCode")));
        Assert.Contains("issues.1100.title", refused.Text("errorMessage"), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(client, "", "WHOLE"));
        var created = await CreateAsync(client, team, "REJECT_ALL", badIndex: null);
        Assert.Equal((Count, 0), Counts(created));
        Assert.Equal(Count, await CountAsync(client, "", "WHOLE"));
    }

    [Fact]
    public async Task Job_is_done_with_the_rights_that_its_owner_has_then()
    {
        using var ada = server.Client();
        using var linus = server.Client("linus");
        var job = await AskToCreateAsync(linus, await TeamAsync(ada, "LOST"), "REJECT_ALL", badIndex: 0);
        Assert.Equal("VALIDATION_FAILED", (await UntilEndedAsync(ada, job)).Text("errorCode"));
        var userId = (await linus.QueryAsync("{ viewer { id } }")).Text("viewer.id");
        const string SetRole = "mutation($userId: ID!, $role: WorkspaceRole!) { memberRoleSet(input: { userId: $userId, role: $role }) { errors { ... on Error { message } } } }";
        Assert.Equal(0, (await ada.QueryAsync(SetRole, new { userId, role = "GUEST" })).At("memberRoleSet.errors").GetArrayLength());
        await ada.QueryAsync("mutation($id: ID!) { jobRetry(input: { id: $id }) { job { status } } }", new { id = job });
        Assert.Equal("FORBIDDEN", (await UntilEndedAsync(ada, job)).Text("errorCode"));
        await ada.QueryAsync(SetRole, new { userId, role = "MEMBER" });
    }

    [Fact]
    public async Task Job_that_a_token_asked_for_has_its_rights_and_ends_with_it()
    {
        using var ada = server.Client();
        var made = await ada.QueryAsync(
            "mutation { personalTokenCreate(input: { name: \"batch\", scopes: [\"issue:read\", \"issue:create\"] }) { token personalToken { id } } }");
        using var program = new GraphQLClient(new HttpClient { BaseAddress = server.Address });
        program.Http.DefaultRequestHeaders.Authorization = new("Bearer", made.Text("personalTokenCreate.token"));
        var job = await AskToCreateAsync(program, await TeamAsync(ada, "TOKEN"), "REJECT_ALL", badIndex: 0);
        Assert.Equal("VALIDATION_FAILED", (await UntilEndedAsync(ada, job)).Text("errorCode"));

        await using (var scope = server.Services.CreateAsyncScope())
        {
            var (db, viewers) = (scope.ServiceProvider.GetRequiredService<BackendDbContext>(), scope.ServiceProvider.GetRequiredService<IViewerResolver>());
            var asked = await db.Set<Job>().IgnoreQueryFilters().OrderByDescending(known => known.CreatedAt).FirstAsync(known => known.TokenId != null);
            db.Session = new DataSession(asked.WorkspaceId, asked.OwnerId, asked.RequestId);
            await viewers.ActAsAsync(asked.OwnerId!.Value, asked.TokenId, CancellationToken.None);
            Assert.Equal(["issue:create", "issue:read"], scope.ServiceProvider.GetRequiredService<Viewer>().Permissions.Order(StringComparer.Ordinal));
        }

        await ada.QueryAsync("mutation($id: ID!) { personalTokenRevoke(input: { id: $id }) { errors { ... on Error { message } } } }", new { id = made.Text("personalTokenCreate.personalToken.id") });
        await ada.QueryAsync("mutation($id: ID!) { jobRetry(input: { id: $id }) { job { status } } }", new { id = job });
        var refused = await UntilEndedAsync(ada, job);
        Assert.Equal(("DEAD", "FORBIDDEN"), (refused.Text("status"), refused.Text("errorCode")));
        Assert.Contains("token", refused.Text("errorMessage"), StringComparison.Ordinal);
    }

    private static async Task<string> TeamAsync(GraphQLClient client, string key) => (await client.QueryAsync(
        "mutation($key: String!) { teamCreate(input: { key: $key, name: $key }) { team { id } } }", new { key })).Text("teamCreate.team.id");

    private static async Task<string> AskToCreateAsync(GraphQLClient client, string team, string errorPolicy, int? badIndex)
    {
        var issues = Enumerable.Range(0, Count).Select(index => new { teamId = team, title = index == badIndex ? " " : $"Issue {index}" });
        return (await client.QueryAsync(
            "mutation($input: IssueBatchCreateInput!) { issueBatchCreate(input: $input) { job { id } succeededCount errors { ... on Error { message } } } }",
            new { input = new { issues, errorPolicy } })).Text("issueBatchCreate.job.id");
    }

    private static async Task<JsonElement> CreateAsync(GraphQLClient client, string team, string errorPolicy, int? badIndex) =>
        await UntilEndedAsync(client, await AskToCreateAsync(client, team, errorPolicy, badIndex));

    private static async Task<JsonElement> UpdateAsync(GraphQLClient client, string errorPolicy, object changes)
    {
        var input = JsonSerializer.SerializeToNode(changes)!.AsObject();
        input["errorPolicy"] = errorPolicy;
        input["filter"] = JsonSerializer.SerializeToNode(new { team = new { key = new { eq = "BIG" } } });
        var id = (await client.QueryAsync(
            "mutation($input: IssueBatchUpdateInput!) { issueBatchUpdate(input: $input) { job { id } errors { ... on Error { message } } } }", new { input })).Text("issueBatchUpdate.job.id");
        return await UntilEndedAsync(client, id);
    }

    private static async Task<JsonElement> UntilEndedAsync(GraphQLClient client, string id)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            var job = (await client.QueryAsync("query($id: ID!) { job(id: $id) { status errorCode errorMessage result done total } }", new { id })).At("job");
            if (job.Text("status") is not ("QUEUED" or "RUNNING"))
                return job;
            Assert.True(waited.Elapsed < Patience, job.ToString());
        }
    }

    private static (int Succeeded, int Failed) Counts(JsonElement job) => (job.At("result.succeededCount").GetInt32(), job.At("result.failedCount").GetInt32());

    private static async Task<int> CountAsync(GraphQLClient client, string filter, string team = "BIG") => (await client.QueryAsync(
        $$"""{ issues(filter: { team: { key: { eq: "{{team}}" } } {{filter}} }) { totalCount } }""")).At("issues.totalCount").GetInt32();
}
