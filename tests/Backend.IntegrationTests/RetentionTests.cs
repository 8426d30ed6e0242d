using System.Net.Http.Json;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Backend.Platform.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests;

/// <summary>What old records leave behind, on a server of its own, whose log begins later afterwards.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private readonly BackendServer server = new("Backend:Events:RetentionDays=7");

    [Fact]
    public async Task Purged_changes_are_told_as_an_expired_cursor_everywhere()
    {
        using var client = server.Client();
        await using (var scope = server.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Set<PlatformEvent>().Where(change => change.Sequence <= 50)
                .ExecuteUpdateAsync(set => set.SetProperty(change => change.OccurredAt, DateTimeOffset.UnixEpoch));
        }

        var (changes, _, _) = await PurgeAsync();
        Assert.True(changes >= 50);
        Assert.Equal("CURSOR_EXPIRED", await client.FailAsync("{ changes(since: 49) { syncId } }"));
        Assert.Equal(51, (await client.QueryAsync("{ changes(since: 50, first: 1) { syncId } }")).At("changes.syncId").GetInt64());
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", "subscription { issueChanged(since: 49) { syncId } }");
        Assert.Contains("CURSOR_EXPIRED", (await socket.ReceiveAsync()).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_whose_time_is_over_may_be_used_anew_and_is_purged()
    {
        using var client = server.Client();
        client.Http.DefaultRequestHeaders.Add("Idempotency-Key", "old");
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        Assert.False(await CreateAsync(client, team, "First use"));
        await ExecuteAsync($"UPDATE platform_idempotency_keys SET expires_at = 1");
        Assert.False(await CreateAsync(client, team, "Second use"));
        Assert.True(await CreateAsync(client, team, "Second use"));
        await ExecuteAsync($"UPDATE platform_idempotency_keys SET expires_at = 1");
        Assert.Equal(2, (await PurgeAsync()).Keys);
        Assert.Equal(0, (await PurgeAsync()).Keys);
    }

    /// <inheritdoc />
    public Task InitializeAsync() => server.InitializeAsync();

    /// <inheritdoc />
    public Task DisposeAsync() => server.DisposeAsync();

    private static async Task<bool> CreateAsync(GraphQLClient client, string teamId, string title)
    {
        using var response = await client.Http.PostAsJsonAsync("/graphql", new
        {
            query = "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } } }",
            variables = new { input = new { teamId, title } },
        });
        response.EnsureSuccessStatusCode();
        return response.Headers.Contains("Idempotency-Replayed");
    }

    private async Task<(int Changes, int Keys, int Jobs)> PurgeAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RetentionWork>().PurgeAsync(CancellationToken.None);
    }

    private async Task ExecuteAsync(FormattableString sql)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database.ExecuteSqlAsync(sql);
    }
}
