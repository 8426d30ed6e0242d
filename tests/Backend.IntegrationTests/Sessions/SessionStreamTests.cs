using Backend.Modules.Identity.Sessions;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Sessions;

/// <summary>What a session has open ends with it.</summary>
[Collection(SessionCollection.Name)]
public sealed class SessionStreamTests(SessionServer servers)
{
    private const string Follow = "subscription { issueChanged { action } }";
    private const string RevokeAll = "mutation { sessionRevokeAll(input: {}) { revokedCount } }";

    [Fact]
    public async Task WebSocket_is_closed_when_its_session_is_revoked()
    {
        using var browser = await SignInAdaAsync();
        await using var socket = await OpenAsync(browser);
        await browser.QueryAsync(RevokeAll);
        Assert.Equal(4403, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Event_stream_ends_without_complete_when_its_session_is_revoked()
    {
        using var browser = await SignInAdaAsync();
        var http = new HttpClient { BaseAddress = servers.Server.Address };
        http.DefaultRequestHeaders.Add("Cookie", $"{TestBrowser.CookieName}={browser.Secret}");
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var events = await EventReader.PostAsync(new GraphQLClient(http), Follow);
        await browser.QueryAsync(RevokeAll);
        Assert.Null(await events.ReadAsync());
    }

    [Fact]
    public async Task WebSocket_is_closed_when_another_node_ends_its_session()
    {
        using var browser = await SignInAdaAsync();
        await using var socket = await OpenAsync(browser);
        await using var scope = servers.Server.Services.CreateAsyncScope();
        var hash = new SessionSecret(browser.Secret!).Hash;
        DateTimeOffset? now = servers.Clock.GetUtcNow();
        // As another node would: nothing in this process is told of it.
        await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Set<Session>().Where(session => session.SecretHash == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now));
        Assert.Equal(4403, await socket.ReadCloseAsync());
        Assert.Null(await browser.NameAsync());
    }

    [Fact]
    public async Task WebSocket_of_another_session_stays_open()
    {
        using var browser = await SignInAdaAsync();
        using var other = await SignInAdaAsync();
        await using var socket = await OpenAsync(browser);
        using var answer = await other.GetAsync("auth/logout");
        await socket.SubscribeAsync("2", "{ viewer { name } }");
        Assert.Equal("Ada Lovelace", (await socket.NextAsync()).Text("viewer.name"));
    }

    // A person of the demo workspace, at the second provider.
    private async Task<TestBrowser> SignInAdaAsync()
    {
        var browser = servers.NewBrowser();
        await browser.SignInAtOwnIssuerAsync("ada", provider: 1);
        Assert.Equal("Ada Lovelace", await browser.NameAsync());
        return browser;
    }

    private async Task<SocketClient> OpenAsync(TestBrowser browser)
    {
        var socket = await SocketClient.OpenAsync(
            servers.Server.Address, headers: [("Cookie", $"{TestBrowser.CookieName}={browser.Secret}"), ("Origin", servers.Server.Address.GetLeftPart(UriPartial.Authority))]);
        await socket.SendAsync(new { type = "connection_init", payload = new { workspace = "demo" } });
        Assert.Equal("connection_ack", (await socket.ReceiveAsync()).Text("type"));
        await socket.SubscribeAsync("1", Follow);
        return socket;
    }
}
