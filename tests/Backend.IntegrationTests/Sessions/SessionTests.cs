using System.Net;
using System.Text.Json;
using Backend.Modules.Identity.Sessions;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Sessions;

/// <summary>Sessions of browsers: how they begin, how long they last, and how they are ended.</summary>
[Collection(SessionCollection.Name)]
public sealed class SessionTests(SessionServer servers)
{
    private const string List = "{ sessions { nodes { id isCurrent issuer userAgent address endedAt } } }";
    private const string Revoke = "mutation($id: ID!) { sessionRevoke(input: { id: $id }) { session { id endedAt } errors { ... on Error { code } } } }";

    [Fact]
    public async Task Sign_in_keeps_neither_the_secret_nor_a_token_in_the_clear()
    {
        using var browser = await servers.SignInAsync();
        Assert.Equal("Fay Example", await browser.NameAsync());
        await using var scope = servers.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var hash = new SessionSecret(browser.Secret!).Hash;
        var row = await db.Set<Session>().SingleAsync(session => session.SecretHash == hash);
        var text = JsonSerializer.Serialize(row);
        Assert.DoesNotContain(browser.Secret!, text, StringComparison.Ordinal);
        Assert.DoesNotContain("refresh-", text, StringComparison.Ordinal);
        var kept = scope.ServiceProvider.GetRequiredService<SessionSecrets>().Unprotect(row.Tokens);
        Assert.StartsWith("refresh-", kept.RefreshToken, StringComparison.Ordinal);
        Assert.Contains("offline_access", servers.Provider.Scope, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_of_one_node_is_read_by_another()
    {
        using var browser = await servers.SignInAsync();
        await using var scope = servers.Server.Services.CreateAsyncScope();
        var hash = new SessionSecret(browser.Secret!).Hash;
        var row = await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Set<Session>().SingleAsync(session => session.SecretHash == hash);
        // Another node knows nothing but the database.
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("backend");
        var repository = servers.Server.Services.GetRequiredService<DatabaseKeyRepository>();
        services.Configure<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>(keys => keys.XmlRepository = repository);
        services.AddSingleton<SessionSecrets>();
        await using var node = services.BuildServiceProvider();
        Assert.StartsWith("refresh-", node.GetRequiredService<SessionSecrets>().Unprotect(row.Tokens).RefreshToken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_that_is_not_used_ends()
    {
        using var browser = await servers.SignInAsync(expiresIn: 1_000_000);
        servers.Clock.Ahead = TimeSpan.FromHours(11.9);
        Assert.NotNull(await browser.NameAsync());
        servers.Clock.Ahead = TimeSpan.FromHours(23.8);
        Assert.NotNull(await browser.NameAsync());
        servers.Clock.Ahead = TimeSpan.FromHours(35.9);
        Assert.Null(await browser.NameAsync());
    }

    [Fact]
    public async Task Session_that_is_used_all_the_time_ends_after_a_week()
    {
        using var browser = await servers.SignInAsync(expiresIn: 1_000_000);
        for (var hours = 11; hours < 7 * 24; hours += 11)
        {
            servers.Clock.Ahead = TimeSpan.FromHours(hours);
            Assert.NotNull(await browser.NameAsync());
        }

        servers.Clock.Ahead = TimeSpan.FromDays(7.001);
        Assert.Null(await browser.NameAsync());
    }

    [Fact]
    public async Task Last_use_is_noted_once_a_minute()
    {
        using var browser = await servers.SignInAsync(expiresIn: 1_000_000);
        var began = await LastSeenAsync(browser);
        servers.Clock.Ahead = TimeSpan.FromSeconds(50);
        await browser.NameAsync();
        Assert.Equal(began, await LastSeenAsync(browser));
        servers.Clock.Ahead = TimeSpan.FromSeconds(70);
        await browser.NameAsync();
        Assert.InRange(await LastSeenAsync(browser) - began, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(80));
    }

    [Fact]
    public async Task Request_with_a_cookie_takes_one_statement_more_than_one_with_a_token()
    {
        using var browser = await servers.SignInAsync();
        using var bearer = servers.Server.Client();
        using var cookie = new GraphQLClient(new HttpClient { BaseAddress = servers.Server.Address });
        cookie.Http.DefaultRequestHeaders.Add("Cookie", $"{TestBrowser.CookieName}={browser.Secret}");
        cookie.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        // The first sight of a sign-in takes more.
        await bearer.QueryAsync("{ viewer { name } }");
        await cookie.QueryAsync("{ viewer { name } }");
        var (_, byToken) = await servers.Server.Statements.CountAsync(bearer, "{ viewer { name } }");
        var (_, byCookie) = await servers.Server.Statements.CountAsync(cookie, "{ viewer { name } }");
        Assert.Equal(byToken.Count + 1, byCookie.Count);
    }

    [Fact]
    public async Task Person_lists_and_ends_the_own_sessions_only()
    {
        using var here = await servers.SignInAsync();
        using var there = new TestBrowser(servers.Server.Address);
        there.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Elsewhere/1.0");
        await there.SignInAsync();
        var nodes = (await here.QueryAsync(List)).At("data.sessions.nodes").EnumerateArray().ToList();
        Assert.Single(nodes, session => session.At("isCurrent").GetBoolean());
        Assert.All(nodes, session => Assert.Equal(servers.Provider.Issuer, session.Text("issuer")));
        var other = nodes.Single(session => session.Text("userAgent") == "Elsewhere/1.0" && session.Text("address") == "127.0.0.1");

        using var ada = servers.Server.Client();
        Assert.Equal("NOT_FOUND", (await ada.QueryAsync(Revoke, new { id = other.Text("id") })).Text("sessionRevoke.errors.0.code"));
        Assert.Equal(JsonValueKind.Null, (await ada.SendAsync("query($id: ID!) { node(id: $id) { id } }", new { id = other.Text("id") })).At("data.node").ValueKind);
        Assert.NotNull(await there.NameAsync());

        var revoked = await here.QueryAsync(Revoke, new { id = other.Text("id") });
        Assert.Equal(JsonValueKind.String, revoked.At("data.sessionRevoke.session.endedAt").ValueKind);
        Assert.Null(await there.NameAsync());
        Assert.NotNull(await here.NameAsync());
        Assert.Equal("NOT_FOUND", (await here.QueryAsync(Revoke, new { id = other.Text("id") })).Text("data.sessionRevoke.errors.0.code"));
    }

    [Fact]
    public async Task All_others_are_ended_or_all()
    {
        using var here = await servers.SignInAsync();
        using var there = new TestBrowser(servers.Server.Address);
        await there.SignInAsync();
        await here.QueryAsync("mutation { sessionRevokeAll(input: { keepCurrent: true }) { revokedCount } }");
        Assert.Null(await there.NameAsync());
        Assert.Single((await here.QueryAsync(List)).At("data.sessions.nodes").EnumerateArray());
        var all = await here.QueryAsync("mutation { sessionRevokeAll(input: {}) { revokedCount } }");
        Assert.Equal(1, all.At("data.sessionRevokeAll.revokedCount").GetInt32());
        Assert.Null(await here.NameAsync());
    }

    [Fact]
    public async Task Sign_out_ends_the_session_for_whoever_copied_the_cookie()
    {
        using var browser = await servers.SignInAsync();
        using var copy = new TestBrowser(servers.Server.Address) { Secret = browser.Secret };
        Assert.NotNull(await copy.NameAsync());
        using var answer = await browser.GetAsync("auth/logout");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Null(browser.Secret);
        Assert.Null(await copy.NameAsync());
    }

    [Fact]
    public async Task User_who_is_suspended_cannot_sign_in()
    {
        using var browser = servers.NewBrowser();
        servers.Provider.Subject = "suspended";
        await browser.SignInAsync();
        await using var scope = servers.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await db.Database.ExecuteSqlAsync(
            $"UPDATE identity_users SET status = 'Suspended' WHERE id IN (SELECT user_id FROM identity_external_identities WHERE subject = 'suspended')");
        Assert.Equal("UNAUTHENTICATED", (await browser.QueryAsync("{ viewer { name } }")).Text("errors.0.extensions.code"));
        using var again = new TestBrowser(servers.Server.Address);
        using var answer = await again.SignInAsync();
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(again.Secret);
    }

    private async Task<DateTimeOffset> LastSeenAsync(TestBrowser browser)
    {
        await using var scope = servers.Server.Services.CreateAsyncScope();
        var hash = new SessionSecret(browser.Secret!).Hash;
        return await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Set<Session>()
            .Where(session => session.SecretHash == hash).Select(session => session.LastSeenAt).SingleAsync();
    }
}
