using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Backend.GraphQL;
using Backend.Modules.Identity;
using Backend.Modules.Identity.Tokens;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backend.IntegrationTests.SignIn;

/// <summary>Tokens that people make for programs: what they may do, and that they end at once.</summary>
public sealed class PersonalTokenTests(PersonalTokenTests.Own own) : IClassFixture<PersonalTokenTests.Own>
{
    private const string Create = """
        mutation($input: PersonalTokenCreateInput!) {
          personalTokenCreate(input: $input) { token syncId personalToken { id name prefix scopes expiresAt user { displayName } } errors { ... on Error { code message path } } }
        }
        """;

    private const string Revoke = "mutation($id: ID!) { personalTokenRevoke(input: { id: $id }) { personalToken { revokedAt } errors { ... on Error { code } } } }";

    private BackendServer Server => own.Server;

    [Fact]
    public async Task Token_acts_for_its_owner_within_its_scopes()
    {
        var (token, _) = await CreateAsync("ada", "user:read");
        using var client = With(token);
        var data = await client.QueryAsync("{ viewer { displayName } users(first: 1) { nodes { id } } workspace { slug } }");
        Assert.Equal(("ada", "demo"), (data.Text("viewer.displayName"), data.Text("workspace.slug")));
        Assert.Equal("FORBIDDEN", await client.FailAsync("""mutation { teamCreate(input: { key: "TOK", name: "Token" }) { syncId } }"""));
        Assert.Equal("FORBIDDEN", await client.FailAsync("{ issues(first: 1) { nodes { id } } }"));
    }

    [Fact]
    public async Task Scopes_give_nothing_that_the_owner_may_not()
    {
        var (token, _) = await CreateAsync("guest", "team:create", "team:read");
        using var client = With(token);
        Assert.Equal("FORBIDDEN", await client.FailAsync("""mutation { teamCreate(input: { key: "TOK", name: "Token" }) { syncId } }"""));
    }

    [Theory]
    [InlineData("no such permission", "scopes")]
    [InlineData(null, "scopes")]
    public async Task Scopes_must_be_permissions(string? scope, string field)
    {
        using var client = Server.Client();
        var answer = await client.QueryAsync(Create, new { input = new { name = "ci", scopes = scope is null ? Array.Empty<string>() : [scope] } });
        Assert.Equal(("VALIDATION_FAILED", field), (answer.Text("personalTokenCreate.errors.0.code"), answer.Text("personalTokenCreate.errors.0.path.1")));
        Assert.Equal(JsonValueKind.Null, answer.At("personalTokenCreate.token").ValueKind);
    }

    [Fact]
    public async Task Text_is_shown_once_and_kept_nowhere()
    {
        var (token, id) = await CreateAsync("ada", "user:read");
        Assert.Matches("^bkp_[0-9A-Za-z]{49}$", token);
        using var client = Server.Client();
        var shown = await client.QueryAsync("query($id: ID!) { node(id: $id) { ... on PersonalToken { prefix name scopes } } personalTokens(first: 100) { nodes { id prefix } } }", new { id });
        Assert.Equal(token[..10], shown.Text("node.prefix"));
        Assert.DoesNotContain(token, shown.ToString(), StringComparison.Ordinal);
        await SendAsync(token);

        await using var scope = Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var row = await db.PersonalTokens.IgnoreQueryFilters().SingleAsync(kept => kept.Prefix == token.Substring(0, 10));
        Assert.DoesNotContain(token[10..], JsonSerializer.Serialize(row), StringComparison.Ordinal);
        Assert.DoesNotContain(own.Log.Lines, line => line.Contains(token[10..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Repeated_request_does_not_show_it_again()
    {
        using var client = Server.Client();
        client.Http.DefaultRequestHeaders.Add("Idempotency-Key", "personal-token-once");
        var input = new { name = "ci", scopes = new[] { "user:read" } };
        var first = await client.QueryAsync(Create, new { input });
        var again = await client.QueryAsync(Create, new { input });
        Assert.NotNull(first.At("personalTokenCreate.token").GetString());
        Assert.Equal(JsonValueKind.Null, again.At("personalTokenCreate.token").ValueKind);
        Assert.Equal(first.Text("personalTokenCreate.personalToken.id"), again.Text("personalTokenCreate.personalToken.id"));
    }

    [Fact]
    public async Task Unknown_revoked_and_expired_tokens_are_answered_alike()
    {
        var (token, id) = await CreateAsync("ada", "user:read");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(token)).Status);
        using var client = Server.Client();
        await client.QueryAsync(Revoke, new { id });
        var revoked = await SendAsync(token);
        var unknown = await SendAsync(TokenText.New());
        var expired = await CreateAsync("ada", "user:read");
        await ChangeAsync(expired.Id, set => set.SetProperty(kept => kept.ExpiresAt, TimeProvider.System.GetUtcNow().AddMinutes(-1)));
        Assert.Equal(HttpStatusCode.Unauthorized, revoked.Status);
        Assert.Equal(unknown, revoked);
        Assert.Equal(unknown, await SendAsync(expired.Token));
        Assert.Equal(unknown, await SendAsync(token[..^1] + (token[^1] == 'a' ? 'b' : 'a')));
    }

    [Fact]
    public async Task Token_that_another_node_revokes_is_refused_at_once()
    {
        var (token, id) = await CreateAsync("ada", "user:read");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(token)).Status);
        await ChangeAsync(id, set => set.SetProperty(kept => kept.RevokedAt, TimeProvider.System.GetUtcNow()));
        using var client = With(token);
        Assert.Equal("UNAUTHENTICATED", await client.FailAsync("{ viewer { id } }"));
        Assert.Equal(await SendAsync(TokenText.New()), await SendAsync(token));
    }

    [Fact]
    public async Task Revocation_closes_sockets_that_nothing_happens_on()
    {
        var (token, id) = await CreateAsync("ada", "issue:read", "team:read");
        await using var socket = await OpenAsync(token);
        await socket.SubscribeAsync("1", "subscription { issueUpdated { syncId } }");
        using var client = Server.Client();
        await client.QueryAsync(Revoke, new { id });
        Assert.Equal(4403, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Revocation_on_another_node_closes_sockets_too()
    {
        var (token, id) = await CreateAsync("ada", "issue:read", "team:read");
        await using var socket = await OpenAsync(token);
        await ChangeAsync(id, set => set.SetProperty(kept => kept.RevokedAt, TimeProvider.System.GetUtcNow()));
        Assert.Equal(4403, await socket.ReadCloseAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revocation_ends_event_streams_without_complete(bool elsewhere)
    {
        var (token, id) = await CreateAsync("ada", "issue:read", "team:read");
        using var events = await EventReader.PostAsync(With(token), "subscription { issueChanged { syncId } }");
        using var client = Server.Client();
        if (elsewhere)
            await ChangeAsync(id, set => set.SetProperty(kept => kept.RevokedAt, TimeProvider.System.GetUtcNow()));
        else
            await client.QueryAsync(Revoke, new { id });
        Assert.Null(await events.ReadAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_that_says_who_is_signed_in_knows_at_once_that_a_token_was_revoked_on_another_node(bool suspended)
    {
        var (token, id) = await CreateAsync(suspended ? "linus" : "ada", "user:read");
        using var client = With(token);
        using (var before = await client.Http.GetAsync(new Uri("auth/me", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        if (suspended)
            await SuspendAsync("linus", "Suspended");
        else
            await ChangeAsync(id, set => set.SetProperty(kept => kept.RevokedAt, TimeProvider.System.GetUtcNow()));
        using (var after = await client.Http.GetAsync(new Uri("auth/me", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        if (suspended)
            await SuspendAsync("linus", "Active");
    }

    [Fact]
    public async Task Timing_of_the_look_up_tells_nothing_of_a_token_it_is_found_by_its_hash_in_one_statement_whatever_it_is()
    {
        var (good, _) = await CreateAsync("ada", "user:read");
        var (revoked, id) = await CreateAsync("ada", "user:read");
        await ChangeAsync(id, set => set.SetProperty(kept => kept.RevokedAt, TimeProvider.System.GetUtcNow()));
        var expired = await CreateAsync("ada", "user:read");
        await ChangeAsync(expired.Id, set => set.SetProperty(kept => kept.ExpiresAt, TimeProvider.System.GetUtcNow().AddMinutes(-1)));
        var statements = new List<string>();
        foreach (var token in new[] { good, revoked, expired.Token, TokenText.New() })
        {
            using var client = With(token);
            var caused = await Server.Statements.CountFailingAsync(client, "{ __typename }");
            var asked = caused.Where(sql => sql.Contains("identity_personal_tokens", StringComparison.Ordinal)).ToArray();
            // A good one's second says who calls.
            Assert.Equal(token == good ? 2 : 1, asked.Length);
            statements.Add(asked[0]);
        }

        // The same statement for each, by the hash alone: how far a guess is right is nowhere compared.
        Assert.Single(statements.Distinct(StringComparer.Ordinal));
        Assert.Matches("WHERE .*hash = @", statements[0].ReplaceLineEndings(" ").Replace("\"", "", StringComparison.Ordinal));
        Assert.NotEqual(TokenText.Hash(good)[..8], TokenText.Hash(good[..^1] + (good[^1] == 'a' ? 'b' : 'a'))[..8]);
        Assert.True(TokenText.Matches(TokenText.Hash(good), TokenText.Hash(good)));
        Assert.False(TokenText.Matches(TokenText.Hash(good), TokenText.Hash(revoked)));
    }

    [Fact]
    public async Task Expiry_closes_sockets()
    {
        using var client = Server.Client();
        // Long enough for a machine that is busy to open the socket first.
        var expires = TimeProvider.System.GetUtcNow().AddSeconds(10);
        var made = await client.QueryAsync(Create, new { input = new { name = "short", scopes = new[] { "user:read" }, expiresAt = expires } });
        await using var socket = await OpenAsync(made.Text("personalTokenCreate.token"));
        Assert.Equal(4403, await socket.ReadCloseAsync());
        Assert.True(TimeProvider.System.GetUtcNow() >= expires);
    }

    [Theory]
    [InlineData("""mutation { personalTokenCreate(input: { name: "x", scopes: ["user:read"] }) { errors { ... on Error { code } } } }""", "personalTokenCreate")]
    [InlineData("""mutation { userUpdate(input: { name: "Eve" }) { syncId } }""", null)]
    [InlineData("""mutation { workspaceCreate(input: { slug: "eve", name: "Eve" }) { syncId } }""", null)]
    [InlineData("""mutation { sessionRevokeAll(input: { keepCurrent: false }) { syncId } }""", null)]
    [InlineData("""mutation { serviceAccountCreate(input: { name: "Eve", role: ADMIN }) { errors { ... on Error { code } } } }""", "serviceAccountCreate")]
    public async Task Token_does_nothing_that_no_scope_names(string mutation, string? field)
    {
        var (token, _) = await CreateAsync("ada", "serviceAccount:manage", "user:read");
        using var client = With(token);
        if (field is null)
            Assert.Equal("FORBIDDEN", await client.FailAsync(mutation));
        else
            Assert.Equal("FORBIDDEN", (await client.QueryAsync(mutation)).Text($"{field}.errors.0.code"));
    }

    [Fact]
    public async Task Token_is_of_one_workspace()
    {
        using var ada = Server.Client();
        await ada.QueryAsync("""mutation { workspaceCreate(input: { slug: "second", name: "Second" }) { syncId } }""");
        var (token, _) = await CreateAsync("ada", "user:read");
        using var client = With(token, "second");
        Assert.Equal("NOT_FOUND", await client.FailAsync("{ viewer { id } }"));
    }

    [Fact]
    public async Task Nobody_sees_or_revokes_the_tokens_of_others()
    {
        var (_, id) = await CreateAsync("linus", "user:read");
        foreach (var person in new[] { "ada", "grace", "guest" })
        {
            using var client = Server.Client(person);
            var seen = await client.QueryAsync("query($id: ID!) { node(id: $id) { id } personalTokens(first: 100) { nodes { id } } }", new { id });
            Assert.Equal(JsonValueKind.Null, seen.At("node").ValueKind);
            Assert.DoesNotContain(seen.At("personalTokens.nodes").EnumerateArray(), token => token.Text("id") == id);
            Assert.Equal("NOT_FOUND", (await client.QueryAsync(Revoke, new { id })).Text("personalTokenRevoke.errors.0.code"));
        }
    }

    [Fact]
    public async Task Service_account_works_with_its_tokens_alone()
    {
        using var grace = Server.Client("grace");
        var account = (await grace.QueryAsync("""mutation { serviceAccountCreate(input: { name: "Build Bot", role: MEMBER }) { user { id displayName } syncId errors { ... on Error { code } } } }""")).At("serviceAccountCreate");
        Assert.NotEqual(JsonValueKind.Null, account.At("syncId").ValueKind);
        var made = await grace.QueryAsync(
            """mutation($id: ID!) { serviceAccountTokenCreate(input: { userId: $id, name: "ci", scopes: ["user:read"] }) { token personalToken { id user { displayName } } errors { ... on Error { code } } } }""",
            new { id = account.Text("user.id") });
        using var bot = With(made.Text("serviceAccountTokenCreate.token"));
        Assert.Equal("build.bot", (await bot.QueryAsync("{ viewer { displayName } }")).Text("viewer.displayName"));
        var listed = await grace.QueryAsync("{ serviceAccounts(first: 50) { nodes { displayName } } personalTokens(first: 100) { nodes { id } } }");
        Assert.Contains(listed.At("serviceAccounts.nodes").EnumerateArray(), node => node.Text("displayName") == "build.bot");
        Assert.Contains(listed.At("personalTokens.nodes").EnumerateArray(), node => node.Text("id") == made.Text("serviceAccountTokenCreate.personalToken.id"));
        await grace.QueryAsync(Revoke, new { id = made.Text("serviceAccountTokenCreate.personalToken.id") });
        Assert.Equal("UNAUTHENTICATED", await bot.FailAsync("{ viewer { id } }"));
    }

    [Fact]
    public async Task Service_accounts_are_for_admins_and_are_no_owners()
    {
        using var linus = Server.Client("linus");
        Assert.Equal("FORBIDDEN", await linus.FailAsync("""mutation { serviceAccountCreate(input: { name: "Bot", role: MEMBER }) { syncId } }"""));
        Assert.Equal("FORBIDDEN", await linus.FailAsync("{ serviceAccounts(first: 1) { nodes { id } } }"));
        using var grace = Server.Client("grace");
        var owner = await grace.QueryAsync("""mutation { serviceAccountCreate(input: { name: "Bot", role: OWNER }) { errors { ... on Error { code path } } } }""");
        Assert.Equal(("VALIDATION_FAILED", "role"), (owner.Text("serviceAccountCreate.errors.0.code"), owner.Text("serviceAccountCreate.errors.0.path.1")));
        var person = await grace.QueryAsync(
            """mutation($id: ID!) { serviceAccountTokenCreate(input: { userId: $id, name: "ci", scopes: ["user:read"] }) { errors { ... on Error { code } } } }""",
            new { id = (await linus.QueryAsync("{ viewer { id } }")).Text("viewer.id") });
        Assert.Equal("NOT_FOUND", person.Text("serviceAccountTokenCreate.errors.0.code"));
    }

    [Fact]
    public async Task Token_has_a_budget_of_its_own()
    {
        var (token, _) = await CreateAsync("ada", "user:read");
        using (var ada = Server.Client())
            await ada.QueryAsync("{ users(first: 100) { nodes { id } } }");
        using var client = With(token);
        var budget = await client.QueryAsync("{ rateLimit { cost limit remaining } users(first: 1) { nodes { id } } }");
        Assert.Equal(budget.At("rateLimit.limit").GetInt32() - budget.At("rateLimit.cost").GetInt32(), budget.At("rateLimit.remaining").GetInt32());
    }

    [Fact]
    public async Task Use_is_noted_beside_the_request()
    {
        var (token, id) = await CreateAsync("ada", "user:read");
        await SendAsync(token);
        using var client = Server.Client();
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(20);
        JsonElement node;
        do
        {
            node = (await client.QueryAsync("query($id: ID!) { node(id: $id) { ... on PersonalToken { lastUsedAt lastUsedAddress version } } }", new { id })).At("node");
        }
        while (node.At("lastUsedAt").ValueKind == JsonValueKind.Null && TimeProvider.System.GetUtcNow() < deadline);
        Assert.NotNull(node.At("lastUsedAt").GetString());
        Assert.Contains("127.0.0.1", node.Text("lastUsedAddress"), StringComparison.Ordinal);
        Assert.Equal(1, node.At("version").GetInt32());
    }

    [Fact]
    public async Task Request_with_a_token_takes_no_more_statements_than_one_without()
    {
        var (token, _) = await CreateAsync("ada", "user:read");
        await SendAsync(token);
        using var client = With(token);
        using var ada = Server.Client();
        const string query = "{ users(first: 2) { nodes { name } } }";
        var (_, with) = await Server.Statements.CountAsync(client, query);
        var (_, without) = await Server.Statements.CountAsync(ada, query);
        Assert.Equal(without.Count, with.Count);
    }

    [Fact]
    public async Task Log_says_once_that_a_token_ends_soon_and_old_ones_are_deleted()
    {
        using var client = Server.Client();
        var soon = await CreateAsync("ada", "user:read");
        await ChangeAsync(soon.Id, set => set.SetProperty(kept => kept.ExpiresAt, TimeProvider.System.GetUtcNow().AddDays(3)));
        var old = await CreateAsync("ada", "user:read");
        await ChangeAsync(old.Id, set => set.SetProperty(kept => kept.RevokedAt, TimeProvider.System.GetUtcNow().AddDays(-91)));
        for (var time = 0; time < 2; time++)
        {
            await using var scope = Server.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TokenExpiryNotices>().RunAsync(CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<TokenRetention>().RunAsync(CancellationToken.None);
        }

        var raw = Raw(soon.Id);
        await using var look = Server.Services.CreateAsyncScope();
        var db = look.ServiceProvider.GetRequiredService<BackendDbContext>();
        Assert.Equal(1, await db.Set<Platform.Events.PlatformEvent>().CountAsync(change => change.Type == "personalToken.expiring" && change.Subject == raw));
        var gone = Raw(old.Id);
        Assert.False(await db.PersonalTokens.IgnoreQueryFilters().AnyAsync(kept => kept.Id == gone));
    }

    private async Task<(string Token, string Id)> CreateAsync(string person, params string[] scopes)
    {
        using var client = Server.Client(person);
        var made = (await client.QueryAsync(Create, new { input = new { name = "ci", scopes } })).At("personalTokenCreate");
        return (made.Text("token"), made.Text("personalToken.id"));
    }

    private async Task ChangeAsync(string id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<PersonalToken>> change)
    {
        var raw = Raw(id);
        await using var scope = Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await using var write = await db.BeginWriteAsync(CancellationToken.None);
        Assert.Equal(1, await db.PersonalTokens.IgnoreQueryFilters().Where(kept => kept.Id == raw).ExecuteUpdateAsync(change));
        await write.CommitAsync(CancellationToken.None);
    }

    private async Task SuspendAsync(string person, string status)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await db.Database.ExecuteSqlAsync($"UPDATE identity_users SET status = {status} WHERE display_name = {person}");
    }

    private static Guid Raw(string id) => GlobalId.TryParse(id, "PersonalToken", out var raw) ? raw : throw new ArgumentException("No token's id.", nameof(id));

    private GraphQLClient With(string token, string? workspace = null)
    {
        var http = new HttpClient { BaseAddress = Server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (workspace is not null)
            http.DefaultRequestHeaders.Add("Backend-Workspace", workspace);
        return new GraphQLClient(http);
    }

    private async Task<(HttpStatusCode Status, string Challenge, string Body)> SendAsync(string token)
    {
        using var client = With(token);
        using var answer = await client.Http.PostAsJsonAsync("graphql", new { query = "{ viewer { id } }" });
        return (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString(), answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync());
    }

    private async Task<SocketClient> OpenAsync(string token)
    {
        var socket = await SocketClient.OpenAsync(Server.Address);
        await socket.SendAsync(new { type = "connection_init", payload = new { authorization = $"Bearer {token}" } });
        Assert.Equal("connection_ack", (await socket.ReceiveAsync()).Text("type"));
        return socket;
    }

    /// <summary>A server whose whole log is kept.</summary>
    public sealed class Own : IAsyncLifetime
    {
        internal WholeLog Log { get; } = new();

        public BackendServer Server { get; }

        public Own() => Server = new BackendServer("Logging:LogLevel:Default=Debug", "Logging:Console:LogLevel:Default=None")
        {
            Configure = services => services.AddSingleton<ILoggerProvider>(Log),
        };

        public Task InitializeAsync() => Server.InitializeAsync();

        public Task DisposeAsync() => Server.DisposeAsync();
    }
}
