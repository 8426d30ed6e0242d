using System.Text.Json;

namespace Backend.IntegrationTests.SignIn;

/// <summary>What comes of an issuer's keys: they change, and the issuer may be away.</summary>
public sealed class IssuerKeysTests
{
    [Fact]
    public async Task New_key_is_accepted_at_once_and_a_retired_one_refused_within_a_minute()
    {
        await using var server = await IssuerServer.StartAsync();
        var (issuer, first, second) = (server.Issuer, server.Issuer.Key, TestKey.Create("second"));
        var old = issuer.Token(key: first);
        Assert.Equal(200, await server.SendAsync(old));

        // Both are published: nobody is turned away, whichever signs.
        issuer.Published = [first, second];
        for (var number = 0; number < 5; number++)
        {
            Assert.Equal(200, await server.SendAsync(issuer.Token($"a{number}", key: second)));
            Assert.Equal(200, await server.SendAsync(issuer.Token($"b{number}", key: first)));
        }

        issuer.Published = [second];
        server.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(401, await server.SendAsync(old));
        Assert.Equal(401, await server.SendAsync(issuer.Token(key: first)));
        Assert.Equal(200, await server.SendAsync(issuer.Token(key: second)));
    }

    [Fact]
    public async Task Key_that_is_published_under_a_flood_of_unknown_ones_is_accepted_ten_seconds_later()
    {
        await using var server = await IssuerServer.StartAsync();
        Assert.Equal(200, await server.SendAsync(server.Issuer.Token()));
        for (var number = 0; number < 50; number++)
            Assert.Equal(401, await server.SendAsync(server.Issuer.Token(header: head => head["kid"] = $"random-{number}")));
        var second = TestKey.Create("second");
        server.Issuer.Published = [server.Issuer.Key, second];
        server.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(200, await server.SendAsync(server.Issuer.Token(key: second)));
    }

    [Fact]
    public async Task Known_keys_go_on_while_the_issuer_is_away_and_health_names_it()
    {
        await using var server = await IssuerServer.StartAsync();
        Assert.Equal(200, await server.SendAsync(server.Issuer.Token()));
        Assert.Equal("Healthy", (await server.HealthAsync()).Report.Text("status"));

        server.Issuer.IsAway = true;
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(200, await server.SendAsync(server.Issuer.Token("somebody")));
        Assert.Equal(401, await server.SendAsync(server.Issuer.Token(header: head => head["kid"] = "unknown")));
        var (status, report) = await WaitAsync(server, "Degraded");
        Assert.Equal(200, status);
        Assert.Equal("Degraded", report.Text("checks.issuers"));
        Assert.Contains(server.Issuer.Address, report.Text("problems.issuers"), StringComparison.Ordinal);

        server.Issuer.IsAway = false;
        server.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.False((await WaitAsync(server, "Healthy")).Report.At("problems").TryGetProperty("issuers", out _));
    }

    [Fact]
    public async Task Tokens_of_clients_that_are_not_allowed_are_refused()
    {
        await using var server = await IssuerServer.StartAsync("AllowedClients:0=web", "AllowedClients:1=cli");
        Assert.Equal(200, await server.SendAsync(server.Issuer.Token(payload: body => body["azp"] = "web")));
        Assert.Equal(200, await server.SendAsync(server.Issuer.Token(payload: body => body["client_id"] = "cli")));
        Assert.Equal(401, await server.SendAsync(server.Issuer.Token(payload: body => body["azp"] = "other")));
        Assert.Equal(401, await server.SendAsync(server.Issuer.Token(payload: body => { body["azp"] = "other"; body["client_id"] = "web"; })));
        Assert.Equal(401, await server.SendAsync(server.Issuer.Token()));
    }

    private static async Task<(int Status, JsonElement Report)> WaitAsync(IssuerServer server, string status)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(20);
        while (true)
        {
            var health = await server.HealthAsync();
            if (health.Report.Text("status") == status || TimeProvider.System.GetUtcNow() > deadline)
                return health;
        }
    }
}
