using Backend.Host;
using Backend.Host.Authentication;
using Microsoft.Extensions.Options;

namespace Backend.IntegrationTests.SignIn;

/// <summary>A server whose sign-in is not set up must not start, and must say which key to set.</summary>
public sealed class StartupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backend-test-").FullName;

    [Fact]
    public Task Without_an_issuer() => Fails<OptionsValidationException>("Backend__Auth__Issuers__0__Authority is not set");

    [Fact]
    public Task With_the_development_issuer_outside_Development() => Fails<InvalidOperationException>(
        "ASPNETCORE_ENVIRONMENT is 'Production'", "--Backend:Auth:DevelopmentIssuer=true");

    [Fact]
    public Task With_an_authority_that_is_no_address() => Fails<OptionsValidationException>(
        "Backend__Auth__Issuers__0__Authority is 'login'", "--Backend:Auth:Issuers:0:Authority=login", "--Backend:Auth:Issuers:0:Audience=api");

    [Theory]
    [InlineData("Production", "http://127.0.0.1:1/")]
    [InlineData("Production", "http://keycloak:8180/")]
    [InlineData("Development", "http://login.example/")]
    public Task With_an_authority_that_is_not_secure(string environment, string authority) => Fails<OptionsValidationException>(
        "Use an https address", $"--environment={environment}", $"--Backend:Auth:Issuers:0:Authority={authority}", "--Backend:Auth:Issuers:0:Audience=api");

    [Theory]
    [InlineData("http://127.0.0.1:1/", true)]
    [InlineData("http://keycloak:8180/realms/backend", true)]
    [InlineData("http://login.example/", false)]
    [InlineData("http://203.0.113.7/", false)]
    [InlineData("http://[2001:db8::1]/", false)]
    public void Name_without_a_dot_is_nearby(string authority, bool isNearby) => Assert.Equal(isNearby, new IssuerOptions { Authority = authority }.IsNearby);

    [Fact]
    public Task Without_an_audience() => Fails<OptionsValidationException>(
        "Backend__Auth__Issuers__0__Audience is not set", "--Backend:Auth:Issuers:0:Authority=https://login.example/");

    [Fact]
    public Task With_a_secret_of_no_client() => Fails<OptionsValidationException>(
        "Backend__Auth__Issuers__0__ClientId is not set",
        "--Backend:Auth:Issuers:0:Authority=https://login.example/", "--Backend:Auth:Issuers:0:Audience=api", "--Backend:Auth:Issuers:0:ClientSecret=x");

    [Fact]
    public Task With_a_public_address_that_is_none() => Fails<OptionsValidationException>("Backend__PublicUrl is 'here'", "--Backend:PublicUrl=here");

    [Theory]
    [InlineData("*")]
    [InlineData("https://*.example.com")]
    [InlineData("https://app.example.com/")]
    [InlineData("app.example.com")]
    [InlineData("http://app.example.com")]
    public Task With_an_allowed_origin_that_is_none(string origin) => Fails<OptionsValidationException>(
        "Backend__Auth__AllowedOrigins__0 is", $"--Backend:Auth:AllowedOrigins:0={origin}",
        "--Backend:Auth:Issuers:0:Authority=https://login.example/", "--Backend:Auth:Issuers:0:Audience=api");

    [Fact]
    public Task With_a_session_that_may_be_unused_for_longer_than_it_lasts() => Fails<OptionsValidationException>(
        "Backend__Auth__Session__AbsoluteTimeout is", "--Backend:Auth:Session:AbsoluteTimeout=01:00:00",
        "--Backend:Auth:Issuers:0:Authority=https://login.example/", "--Backend:Auth:Issuers:0:Audience=api");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task Fails<TException>(string message, params string[] settings)
        where TException : Exception
    {
        var failure = await Assert.ThrowsAsync<TException>(async () =>
        {
            await using var app = BackendApplication.Create(
                ["--environment=Production", "--urls=http://127.0.0.1:0", $"--Backend:DataDirectory={folder}", "--Logging:LogLevel:Default=None", .. settings]);
            await app.StartAsync();
        });
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }
}
