using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backend.IntegrationTests.SignIn;

/// <summary>No forged token is accepted, over HTTP or a socket; none makes the server fetch anything, or gets into its log.</summary>
public sealed class ForgedTokenTests(ForgedTokenTests.Trusting trusting) : IClassFixture<ForgedTokenTests.Trusting>
{
    public static TheoryData<string> Names => [.. ForgedTokens.All.Keys];

    [Fact]
    public void There_are_more_than_sixty() => Assert.True(ForgedTokens.All.Count >= 60, $"{ForgedTokens.All.Count}");

    [Theory]
    [InlineData("at+jwt")]
    [InlineData("JWT")]
    public async Task Token_that_is_as_it_should_be_is_accepted(string type)
    {
        using var answer = await trusting.SendAsync(trusting.Issuer.Token(header: head => head["typ"] = type));
        Assert.Equal("Person ann", (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("data.viewer.name"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Forged_token_is_refused_without_a_reason(string name)
    {
        var token = ForgedTokens.All[name](trusting.Issuer);
        using var answer = await trusting.SendAsync(token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("""{"errors":[{"message":"The access token is not, or no longer, valid.","extensions":{"code":"UNAUTHENTICATED"}}]}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("Bearer error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal(0, trusting.Issuer.Strays);
        Assert.DoesNotContain(trusting.Log.Lines, line => Secrets(token).Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Forged_token_opens_no_socket(string name)
    {
        await using var socket = await SocketClient.OpenAsync(trusting.Address);
        await socket.SendAsync(new { type = "connection_init", payload = new { authorization = $"Bearer {ForgedTokens.All[name](trusting.Issuer)}" } });
        Assert.Equal(4403, await socket.ReadCloseAsync());
        Assert.Equal(0, trusting.Issuer.Strays);
    }

    [Fact]
    public async Task Token_of_64_kilobytes_is_refused_without_being_read()
    {
        var token = trusting.Issuer.Token(payload: body => body["padding"] = new string('x', 48 * 1024));
        using var answer = await trusting.SendAsync(token);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
        await using var socket = await SocketClient.OpenAsync(trusting.Address);
        await socket.SendAsync(new { type = "connection_init", payload = new { authorization = token } });
        Assert.Equal(1009, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Tokens_with_random_keys_do_not_make_the_server_ask_for_each()
    {
        using (await trusting.SendAsync(trusting.Issuer.Token()))
        {
            var before = trusting.Issuer.Fetches;
            for (var round = 0; round < 10; round++)
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => trusting.SendAsync(
                    trusting.Issuer.Token(header: head => head["kid"] = $"random-{round}-{number}"))));
                Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
            }

            // One for the first of them; more only as time passes, every ten seconds at most.
            Assert.InRange(trusting.Issuer.Fetches - before, 0, 4);
        }
    }

    // Dots alone are in the log of a slow statement too.
    private static IEnumerable<string> Secrets(string token) => token.Split('.') is [_, _, { Length: > 40 } signature] ? [token, signature]
        : token.Any(char.IsLetterOrDigit) ? [token] : [];

    /// <summary>A server that trusts a test's issuer, and its own.</summary>
    public sealed class Trusting : IAsyncLifetime
    {
        private readonly HttpClient http = new();
        private BackendServer? server;

        internal TestIssuer Issuer { get; } = new();

        internal WholeLog Log { get; } = new();

        public Uri Address => server!.Address;

        public async Task InitializeAsync()
        {
            await Issuer.StartAsync();
            server = new BackendServer(
                $"Backend:Auth:Issuers:0:Authority={Issuer.Address}", $"Backend:Auth:Issuers:0:Audience={TestIssuer.Audience}",
                "Backend:Auth:DevelopmentIssuer=true", "Logging:LogLevel:Default=Debug", "Logging:Console:LogLevel:Default=None")
            {
                Configure = services => services.AddSingleton<ILoggerProvider>(Log),
            };
            await server.InitializeAsync();
            http.BaseAddress = server.Address;
        }

        public async Task DisposeAsync()
        {
            http.Dispose();
            await server!.DisposeAsync();
            await Issuer.DisposeAsync();
        }

        public async Task<HttpResponseMessage> SendAsync(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = JsonContent.Create(new { query = "{ viewer { name } }" }) };
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            return await http.SendAsync(request);
        }
    }
}

/// <summary>Keeps everything that a server logs.</summary>
internal sealed class WholeLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
