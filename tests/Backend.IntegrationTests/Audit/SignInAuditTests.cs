using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Backend.Contracts.Identity;
using Backend.IntegrationTests.Sessions;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Audit;

/// <summary>Who came in, who left, and who was not let in, in the log of every workspace of the person.</summary>
public sealed class SignInAuditTests(SessionServer servers) : IClassFixture<SessionServer>
{
    private const string Entries = "query($filter: AuditFilter) { auditEntries(filter: $filter, first: 100) { nodes { action via targetId details ip requestId actor { name } } } }";

    [Fact]
    public async Task Sign_in_and_sign_out_are_in_the_log_without_a_secret()
    {
        using var browser = servers.NewBrowser();
        await browser.SignInAtOwnIssuerAsync("linus", provider: 1);
        var secret = browser.Secret!;
        var started = (await ReadAsync("session.started"))[0];
        Assert.Equal(("BROWSER", "127.0.0.1", "Linus Torvalds"), (started.Text("via"), started.Text("ip"), started.Text("actor.name")));
        Assert.StartsWith("User", Decoded(started.Text("targetId")), StringComparison.Ordinal);
        Assert.NotEmpty(started.Text("requestId"));
        using var left = await browser.GetAsync("auth/logout");
        var ended = (await ReadAsync("session.ended"))[0];
        Assert.Equal(("SIGNED_OUT", "BROWSER", "Linus Torvalds"), (ended.At("details").Text("reason"), ended.Text("via"), ended.Text("actor.name")));
        Assert.Equal(started.At("details").Text("sessionId"), ended.At("details").GetProperty("sessionIds")[0].GetString());
        Assert.DoesNotContain(secret, (await ReadRowsAsync("session.")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_ended_from_elsewhere_says_so()
    {
        using var browser = servers.NewBrowser();
        await browser.SignInAtOwnIssuerAsync("linus", provider: 1);
        await browser.QueryAsync("mutation { sessionRevokeAll(input: {}) { revokedCount } }");
        Assert.Equal("REVOKED", (await ReadAsync("session.ended"))[0].At("details").Text("reason"));
    }

    [Fact]
    public async Task Sign_in_is_in_the_log_of_every_workspace_of_the_person_and_of_no_other()
    {
        using var grace = servers.Server.Client("grace");
        var slug = $"second-{Guid.CreateVersion7():N}"[..20];
        await grace.QueryAsync("mutation($slug: String!) { workspaceCreate(input: { name: \"Second\", slug: $slug }) { syncId } }", new { slug });
        using var browser = servers.NewBrowser();
        await browser.SignInAtOwnIssuerAsync("grace", provider: 1);
        Assert.Equal(2, await CountAsync("session.started", "grace"));
        using var another = servers.NewBrowser();
        await another.SignInAtOwnIssuerAsync("linus", provider: 1);
        Assert.Equal(0, await CountAsync("session.started", "linus", slug));
    }

    [Fact]
    public async Task Sign_in_of_somebody_suspended_is_refused_and_in_the_log_up_to_the_budget()
    {
        await SuspendAsync("Active", "Suspended");
        try
        {
            for (var attempt = 0; attempt < 12; attempt++)
            {
                using var browser = servers.NewBrowser();
                await browser.SignInAtOwnIssuerAsync("guest", provider: 1);
                Assert.Null(browser.Secret);
            }
        }
        finally
        {
            await SuspendAsync("Suspended", "Active");
        }

        var refused = await ReadAsync("session.refused");
        Assert.InRange(refused.Length, 1, 11);
        Assert.Equal("SUSPENDED", refused[0].At("details").Text("reason"));
    }

    [Fact]
    public async Task Failed_sign_ins_of_strangers_are_counted_and_logged_up_to_the_budget()
    {
        var counted = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, heard) =>
            {
                if (instrument is { Name: "backend.sign_ins.failed" } && ReferenceEquals(instrument.Meter.Scope, servers.Server.Services.GetRequiredService<IMeterFactory>()))
                    heard.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref counted, (int)value));
        listener.Start();
        using var browser = servers.NewBrowser();
        for (var attempt = 0; attempt < 30; attempt++)
        {
            using var answer = await browser.GetAsync("auth/callback?error=server_error&error_description=broken&state=none");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        using var forged = servers.Server.Client(person: null);
        forged.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "bkp_nobodys");
        Assert.Equal(HttpStatusCode.Unauthorized, (await forged.Http.GetAsync("graphql?query={__typename}")).StatusCode);
        Assert.Equal(31, counted);
        // A minute may have ended in between.
        Assert.InRange(servers.Log.Lines.Count(line => line.Contains("A sign-in from 127.0.0.1 failed", StringComparison.Ordinal)), 1, 20);
    }

    [Fact]
    public async Task Token_from_a_new_network_is_in_the_log_once_and_the_network_is_kept_as_a_hash()
    {
        using var ada = servers.Server.Client();
        var made = (await ada.QueryAsync("mutation { personalTokenCreate(input: { name: \"ci\", scopes: [\"user:read\"] }) { token personalToken { id } } }")).At("personalTokenCreate");
        var id = made.Text("personalToken.id");
        using var client = servers.Server.Client(person: null);
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Text("token"));
        await client.QueryAsync("{ viewer { id } }");
        var first = Assert.Single(await WaitAsync("personalToken.newAddress", id, 1));
        Assert.Equal(("127.0.0.0/24", "PERSONAL_TOKEN", "127.0.0.1"), (first.At("details").Text("network"), first.Text("via"), first.Text("ip")));
        // Another address of the same network, and the same again, are not new; another network is.
        await NoteAsync(id, "127.0.0.77");
        await NoteAsync(id, "203.0.113.9");
        await client.QueryAsync("{ viewer { id } }");
        Assert.Equal(2, (await WaitAsync("personalToken.newAddress", id, 2)).Length);
        Assert.DoesNotContain(made.Text("token"), (await ReadRowsAsync("personalToken.newAddress")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bearer_from_another_network_than_the_first_is_in_the_log()
    {
        using var grace = servers.Server.Client("grace");
        await grace.QueryAsync("{ viewer { id } }");
        var user = (await grace.QueryAsync("{ viewer { id } }")).Text("viewer.id");
        Assert.True(Backend.GraphQL.GlobalId.TryParse(user, "User", out var userId));
        var networks = servers.Server.Services.GetRequiredService<ITokenNetworks>();
        await UntilAsync(async () => await UseAsync(db => db.Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM identity_known_networks WHERE subject_id = {userId}").SingleAsync()) == 1);
        Assert.Empty(await ReadAsync("bearer.newAddress"));
        networks.Note(userId, token: null, new AuditOrigin(AuditVia.Bearer, "2001:db8:1:2::"), "request");
        Assert.Equal("2001:db8:1:2::/64", (await WaitAsync("bearer.newAddress", user, 1))[0].At("details").Text("network"));
        networks.Note(userId, token: null, new AuditOrigin(AuditVia.Browser, "198.51.100.1"), "request");
        Assert.Single(await ReadAsync("bearer.newAddress"));
    }

    [Fact]
    public async Task Noting_from_where_a_token_is_used_adds_no_statement_to_requests()
    {
        using var ada = servers.Server.Client();
        await ada.QueryAsync("{ viewer { name } }");
        var (_, statements) = await servers.Server.Statements.CountAsync(ada, "{ viewer { name } }");
        Assert.DoesNotContain(statements, statement => statement.Contains("identity_known_networks", StringComparison.Ordinal));
    }

    private async Task NoteAsync(string tokenId, string address)
    {
        Assert.True(Backend.GraphQL.GlobalId.TryParse(tokenId, "PersonalToken", out var id));
        var (workspace, user) = await UseAsync(async db =>
        {
            var token = await db.Set<Backend.Modules.Identity.Tokens.PersonalToken>().IgnoreQueryFilters().SingleAsync(one => one.Id == id);
            return (token.WorkspaceId, token.UserId);
        });
        servers.Server.Services.GetRequiredService<ITokenNetworks>().Note(user, new OwnToken(workspace, id), new AuditOrigin(AuditVia.PersonalToken, address), "request");
    }

    private async Task<JsonElement[]> ReadAsync(string action, string? target = null)
    {
        using var ada = servers.Server.Client();
        object filter = target is null ? new { action = new { eq = action } } : new { action = new { eq = action }, targetId = new { eq = target } };
        return [.. (await ada.QueryAsync(Entries, new { filter })).At("auditEntries.nodes").EnumerateArray()];
    }

    private async Task<JsonElement[]> WaitAsync(string action, string target, int count)
    {
        JsonElement[] found = [];
        await UntilAsync(async () => (found = await ReadAsync(action, target)).Length >= count);
        return found;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
            await Task.Delay(50, patience.Token);
    }

    private async Task<JsonElement> ReadRowsAsync(string prefix) => JsonSerializer.SerializeToElement(
        await UseAsync(db => db.Set<AuditRow>().Where(row => row.Action.StartsWith(prefix)).ToListAsync()));

    private Task<int> CountAsync(string action, string handle, string? slug = null) => UseAsync(db => db.Database.SqlQuery<int>($"""
        SELECT COUNT(*) AS "Value" FROM platform_audit_entries AS entry
        JOIN identity_users AS person ON person.id = entry.actor_id JOIN workspaces_workspaces AS workspace ON workspace.id = entry.workspace_id
        WHERE entry.action = {action} AND person.display_name = {handle} AND ({slug ?? ""} = '' OR workspace.slug = {slug ?? ""})
        """).SingleAsync());

    private Task<int> SuspendAsync(string from, string to) =>
        UseAsync(db => db.Database.ExecuteSqlAsync($"UPDATE identity_users SET status = {to} WHERE status = {from} AND email = 'guest@demo.localhost'"));

    private async Task<T> UseAsync<T>(Func<BackendDbContext, Task<T>> use)
    {
        await using var scope = servers.Server.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<BackendDbContext>());
    }

    private static string Decoded(string id) => Backend.GraphQL.GlobalId.TryParse(id, "User", out _) ? "User" : id;
}
