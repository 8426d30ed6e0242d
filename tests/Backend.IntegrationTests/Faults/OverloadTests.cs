using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Faults;

/// <summary>A node that has more to do than it can says so at once, and does what it has taken on.</summary>
public sealed class OverloadTests : IAsyncLifetime
{
    private readonly BackendServer server = new("Backend:GraphQL:Limits:ConcurrentOperations=2", "Backend:GraphQL:Limits:QueuedOperations=3", "Backend:GraphQL:Limits:QueueTimeout=00:00:01");

    [Fact]
    public async Task Request_that_would_wait_too_long_is_refused_and_may_come_again()
    {
        using var ada = server.Client();
        var team = (await ada.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var create = new { query = "mutation($t: ID!) { issueCreate(input: { teamId: $t, title: \"Taken on\" }) { issue { id } } }", variables = new { t = team } };
        Task<HttpResponseMessage>[] taken;
        await using (var scope = server.Services.CreateAsyncScope())
        {
            // Whoever writes waits for this one.
            var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
            await using var held = await db.BeginWriteAsync(CancellationToken.None);
            await db.Database.ExecuteSqlAsync($"UPDATE platform_counters SET value = value WHERE name = 'events'");
            taken = [.. Enumerable.Range(0, 2).Select(_ => ada.Http.PostAsJsonAsync("/graphql", create))];

            var read = new { query = "{ viewer { name } }" };
            // By then both have their turn: this one has waited for as long as anybody may.
            await Replicas.Eventually.TrueAsync(async () =>
            {
                using var late = await ada.Http.PostAsJsonAsync("/graphql", read);
                return late.StatusCode == HttpStatusCode.ServiceUnavailable;
            });
            // More than may wait.
            foreach (var refused in await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ada.Http.PostAsJsonAsync("/graphql", read))))
            {
                Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta));
                Assert.Equal("OVERLOADED", (await refused.Content.ReadFromJsonAsync<JsonElement>()).Text("errors.0.extensions.code"));
            }

            // A screen that opens its stream waits for its turn instead.
            await using var socket = await SocketClient.ConnectAsync(server);
            await socket.SubscribeAsync("1", "subscription { issueChanged { syncId } }");
            using var health = await ada.Http.GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        }

        foreach (var answer in await Task.WhenAll(taken))
            Assert.NotNull((await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("data.issueCreate.issue.id"));
        await ada.QueryAsync("{ viewer { name } }");
    }

    /// <inheritdoc />
    public Task InitializeAsync() => server.InitializeAsync();

    /// <inheritdoc />
    public Task DisposeAsync() => server.DisposeAsync();
}
