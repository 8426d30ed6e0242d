using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Backend.Host.DevelopmentIssuer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Backend.IntegrationTests.SignIn;

[Collection(ServerCollection.Name)]
public sealed class BearerTokenTests(BackendServer server)
{
    /// <summary>Tokens that are wrong in one respect each, all but the first ones well signed.</summary>
    public static TheoryData<string> Wrong => ["", "not-a-token", "expired", "unsigned", "shared secret", "other key", "audience", "issuer", "type", "no expiry"];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_token_that_is_not_valid_ends_the_request_even_where_strangers_are_let_in(string wrong)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = JsonContent.Create(new { query = "{ __typename }" }) };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Make(wrong)}");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("UNAUTHENTICATED", body.Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task Without_a_token_strangers_are_let_in()
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        using var answer = await client.PostAsJsonAsync("graphql", new { query = "{ __typename }" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_scheme_is_not_case_sensitive()
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("bearer", server.Token("ada"));
        using var graphql = new GraphQLClient(client);
        Assert.Equal("Ada Lovelace", (await graphql.QueryAsync("{ viewer { name } }")).Text("viewer.name"));
    }

    private string Make(string wrong) => wrong switch
    {
        "" or "not-a-token" => wrong,
        "expired" => server.Token("ada", TimeSpan.FromMinutes(-1)),
        "unsigned" => Sign(credentials: null),
        "shared secret" => Sign(new SigningCredentials(new SymmetricSecurityKey(Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = Key.KeyId }, SecurityAlgorithms.HmacSha256)),
        "other key" => Sign(new SigningCredentials(OtherKey(), SecurityAlgorithms.RsaSha256)),
        "audience" => Sign(change: token => token.Audience = "another-api"),
        "issuer" => Sign(change: token => token.Issuer = "https://elsewhere.example/"),
        "type" => Sign(change: token => token.TokenType = "JWT"),
        "no expiry" => Sign(change: token => token.Expires = null),
        _ => throw new ArgumentOutOfRangeException(nameof(wrong)),
    };

    private RsaSecurityKey Key => server.Services.GetRequiredService<DevelopmentSigningKey>().Key;

    private string Sign(Action<SecurityTokenDescriptor> change) => Sign(new(Key, SecurityAlgorithms.RsaSha256), change);

    private string Sign(SigningCredentials? credentials, Action<SecurityTokenDescriptor>? change = null)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = server.Address.AbsoluteUri,
            Audience = "backend-api",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = "ada" },
            SigningCredentials = credentials,
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private RsaSecurityKey OtherKey() => new(System.Security.Cryptography.RSA.Create(2048)) { KeyId = Key.KeyId };
}
