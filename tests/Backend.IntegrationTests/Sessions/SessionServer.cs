using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Backend.IntegrationTests.Sessions;

/// <summary>A server at which people sign in with a provider of the test's, and with its own issuer as the second.</summary>
public sealed class SessionServer : IAsyncLifetime
{
    /// <summary>An origin whose pages may call the server.</summary>
    public const string AllowedOrigin = "https://app.example.com";

    private FakeProvider? provider;
    private BackendServer? server;

    public FakeProvider Provider => provider!;

    public BackendServer Server => server!;

    /// <summary>The server's clock.</summary>
    public MovableClock Clock { get; } = new();

    /// <summary>What the server has logged.</summary>
    internal Statements.LogCapture Log { get; } = new("");

    public async Task InitializeAsync()
    {
        provider = await FakeProvider.StartAsync();
        server = new BackendServer(
            $"Backend:Auth:Issuers:0:Authority={provider.Issuer}", "Backend:Auth:Issuers:0:Audience=api", $"Backend:Auth:Issuers:0:ClientId={FakeProvider.ClientId}",
            "Backend:Auth:DevelopmentIssuer=true", $"Backend:Auth:AllowedOrigins:0={AllowedOrigin}", "Logging:LogLevel:Backend=Information")
        {
            Configure = services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)).AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(Log),
        };
        await server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await server!.DisposeAsync();
        await provider!.DisposeAsync();
    }

    /// <summary>A browser, and the provider and the clock as they should be.</summary>
    public TestBrowser NewBrowser()
    {
        Provider.Reset();
        Clock.Ahead = TimeSpan.Zero;
        return new TestBrowser(Server.Address);
    }

    /// <summary>A browser in which somebody has signed in.</summary>
    public async Task<TestBrowser> SignInAsync(int expiresIn = 3600)
    {
        var browser = NewBrowser();
        Provider.ExpiresIn = expiresIn;
        await browser.SignInAsync();
        return browser;
    }
}

/// <summary>The time, or a later one; timers run as ever.</summary>
public sealed class MovableClock : TimeProvider
{
    /// <summary>How far ahead it is.</summary>
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}

[CollectionDefinition(Name)]
public sealed class SessionCollection : ICollectionFixture<SessionServer>
{
    public const string Name = "sessions";
}
