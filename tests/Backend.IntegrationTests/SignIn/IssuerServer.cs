using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.SignIn;

/// <summary>A server that trusts a test's issuer beside its own, and whose clock can be put forward.</summary>
internal sealed class IssuerServer : IAsyncDisposable
{
    private IssuerServer(TestIssuer issuer, string[] settings) => (Issuer, Server) = (issuer, new BackendServer(
        [$"Backend:Auth:Issuers:0:Authority={issuer.Address}", $"Backend:Auth:Issuers:0:Audience={TestIssuer.Audience}", "Backend:Auth:DevelopmentIssuer=true",
         .. settings.Select(setting => $"Backend:Auth:Issuers:0:{setting}")])
    {
        Configure = services => services.AddSingleton<TimeProvider>(Clock),
    });

    public TestIssuer Issuer { get; }

    public BackendServer Server { get; }

    public ForwardClock Clock { get; } = new();

    public static async Task<IssuerServer> StartAsync(params string[] settings)
    {
        var issuer = new TestIssuer();
        await issuer.StartAsync();
        var server = new IssuerServer(issuer, settings);
        await server.Server.InitializeAsync();
        return server;
    }

    public GraphQLClient Client(string token, string? workspace = null)
    {
        var http = new HttpClient { BaseAddress = Server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (workspace is not null)
            http.DefaultRequestHeaders.Add("Backend-Workspace", workspace);
        return new GraphQLClient(http);
    }

    /// <summary>The status of the answer to a query with a token.</summary>
    public async Task<int> SendAsync(string token)
    {
        using var client = Client(token);
        using var answer = await client.Http.PostAsJsonAsync("graphql", new { query = "{ viewer { id } }" });
        return (int)answer.StatusCode;
    }

    /// <summary>What the server says of its health.</summary>
    public async Task<(int Status, JsonElement Report)> HealthAsync()
    {
        using var http = new HttpClient { BaseAddress = Server.Address };
        using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative));
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}

/// <summary>The system's clock, put forward.</summary>
internal sealed class ForwardClock : TimeProvider
{
    private TimeSpan ahead;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => ahead += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + ahead.Ticks;
}
