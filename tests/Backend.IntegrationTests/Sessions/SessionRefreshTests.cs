using Backend.Contracts.Identity;
using Backend.Modules.Identity.Sessions;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Sessions;

/// <summary>A provider is asked again before what it vouched for ends.</summary>
[Collection(SessionCollection.Name)]
public sealed class SessionRefreshTests(SessionServer servers)
{
    [Fact]
    public async Task Access_token_that_is_about_to_end_is_renewed_and_so_are_the_claims()
    {
        using var browser = await servers.SignInAsync(expiresIn: 600);
        servers.Clock.Ahead = TimeSpan.FromMinutes(8);
        Assert.Equal("Fay Example", await browser.NameAsync());
        Assert.Equal(0, servers.Provider.Refreshes);
        servers.Clock.Ahead = TimeSpan.FromMinutes(9.1);
        await browser.NameAsync();
        Assert.Equal("Fay Renewed", await browser.NameAsync());
        Assert.Equal(1, servers.Provider.Refreshes);
        // With the token that the first gave: the one before it is used up.
        servers.Clock.Ahead = TimeSpan.FromMinutes(19);
        await browser.NameAsync();
        Assert.NotNull(await browser.NameAsync());
        Assert.Equal(2, servers.Provider.Refreshes);
    }

    [Fact]
    public async Task Twenty_requests_at_once_refresh_once()
    {
        using var browser = await servers.SignInAsync(expiresIn: 600);
        servers.Clock.Ahead = TimeSpan.FromMinutes(11);
        var names = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => browser.NameAsync()));
        Assert.All(names, Assert.NotNull);
        Assert.Equal(1, servers.Provider.Refreshes);
        Assert.NotNull(await browser.NameAsync());
    }

    [Fact]
    public async Task Of_nodes_that_refresh_at_once_one_gets_the_turn()
    {
        using var browser = await servers.SignInAsync(expiresIn: 600);
        servers.Clock.Ahead = TimeSpan.FromMinutes(11);
        var id = await IdAsync(browser);
        var turns = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            await using var scope = servers.Server.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IBrowserSessions>().TakeRefreshAsync(id, CancellationToken.None);
        })));
        Assert.Single(turns, turn => turn is not null);
        // The turn of a node that died passes on.
        servers.Clock.Ahead += TimeSpan.FromSeconds(31);
        Assert.NotNull(await browser.NameAsync());
        Assert.Equal(1, servers.Provider.Refreshes);
    }

    [Fact]
    public async Task Provider_that_refuses_ends_the_session_and_the_log_says_so()
    {
        using var browser = await servers.SignInAsync(expiresIn: 600);
        var id = await IdAsync(browser);
        servers.Provider.Refuses = true;
        servers.Clock.Ahead = TimeSpan.FromMinutes(11);
        Assert.Null(await browser.NameAsync());
        Assert.Contains(servers.Log.Lines, line => line.Contains($"refuses to renew the session {id}", StringComparison.Ordinal));
        Assert.Equal(SessionEndReason.RefusedByProvider, await EndReasonAsync(id));
        servers.Provider.Refuses = false;
        Assert.Null(await browser.NameAsync());
    }

    [Fact]
    public async Task Refresh_token_that_somebody_else_has_used_ends_the_session()
    {
        using var browser = await servers.SignInAsync(expiresIn: 600);
        await using var scope = servers.Server.Services.CreateAsyncScope();
        var stolen = await scope.ServiceProvider.GetRequiredService<IBrowserSessions>().TokensAsync(await IdAsync(browser), CancellationToken.None);
        using var thief = new HttpClient();
        using var form = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", stolen.RefreshToken!)]);
        using var taken = await thief.PostAsync(new Uri($"{servers.Provider.Issuer}/token"), form);
        Assert.True(taken.IsSuccessStatusCode);
        servers.Clock.Ahead = TimeSpan.FromMinutes(11);
        Assert.Null(await browser.NameAsync());
    }

    [Fact]
    public async Task Provider_that_is_down_is_asked_again_later_and_the_session_goes_on()
    {
        using var browser = await servers.SignInAsync(expiresIn: 600);
        servers.Provider.IsDown = true;
        servers.Clock.Ahead = TimeSpan.FromMinutes(11);
        Assert.NotNull(await browser.NameAsync());
        Assert.NotNull(await browser.NameAsync());
        Assert.Equal(1, servers.Provider.Refreshes);
        servers.Clock.Ahead += TimeSpan.FromSeconds(31);
        Assert.NotNull(await browser.NameAsync());
        Assert.Equal(2, servers.Provider.Refreshes);
        servers.Provider.IsDown = false;
        servers.Clock.Ahead += TimeSpan.FromSeconds(31);
        await browser.NameAsync();
        Assert.Equal("Fay Renewed", await browser.NameAsync());
    }

    [Fact]
    public async Task Renewed_token_about_somebody_else_ends_the_session()
    {
        using var browser = await servers.SignInAsync(expiresIn: 600);
        servers.Provider.RefreshedSubject = "mallory";
        servers.Clock.Ahead = TimeSpan.FromMinutes(11);
        Assert.Null(await browser.NameAsync());
    }

    private async Task<Guid> IdAsync(TestBrowser browser)
    {
        await using var scope = servers.Server.Services.CreateAsyncScope();
        var hash = new SessionSecret(browser.Secret!).Hash;
        return await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Set<Session>()
            .Where(session => session.SecretHash == hash).Select(session => session.Id).SingleAsync();
    }

    private async Task<SessionEndReason?> EndReasonAsync(Guid id)
    {
        await using var scope = servers.Server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Set<Session>()
            .Where(session => session.Id == id).Select(session => session.EndReason).SingleAsync();
    }
}
