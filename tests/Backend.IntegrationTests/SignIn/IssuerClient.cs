using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Tokens;

namespace Backend.IntegrationTests.SignIn;

/// <summary>A frontend on a developer's machine that signs people in at the development issuer, step by step.</summary>
internal sealed partial class IssuerClient : IDisposable
{
    public const string RedirectUri = "http://localhost:3000/callback";

    private readonly string verifier = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    public IssuerClient(Uri issuer) => Http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() })
    {
        BaseAddress = issuer,
    };

    public HttpClient Http { get; }

    /// <summary>Asks for the sign-in page; a change to null leaves a parameter out.</summary>
    public Task<HttpResponseMessage> AuthorizeAsync(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = "backend-dev",
            ["redirect_uri"] = RedirectUri,
            ["response_type"] = "code",
            ["scope"] = "openid profile email",
            ["state"] = "state & <more>",
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
            parameters[name] = value;
        var query = string.Join('&', parameters.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!)}"));
        return Http.GetAsync(new Uri($"connect/authorize?{query}", UriKind.Relative));
    }

    /// <summary>Sends the sign-in page's form, as its button would.</summary>
    public Task<HttpResponseMessage> ChooseAsync(HttpResponseMessage page, string person, Func<string, bool>? keep = null) => ChooseAsync(Http, page, person, keep);

    /// <summary>Sends the sign-in page's form by another browser.</summary>
    public static async Task<HttpResponseMessage> ChooseAsync(HttpClient http, HttpResponseMessage page, string person, Func<string, bool>? keep = null)
    {
        var fields = HiddenField().Matches(await page.Content.ReadAsStringAsync())
            .Select(field => KeyValuePair.Create(WebUtility.HtmlDecode(field.Groups["name"].Value), WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Where(field => keep is null || keep(field.Key))
            .Append(KeyValuePair.Create("person", person));
        using var form = new FormUrlEncodedContent(fields);
        return await http.PostAsync(new Uri("connect/authorize", UriKind.Relative), form);
    }

    /// <summary>Redeems a code.</summary>
    public async Task<HttpResponseMessage> RedeemAsync(string code, string? otherVerifier = null)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "backend-dev",
            ["code"] = code,
            ["redirect_uri"] = RedirectUri,
            ["code_verifier"] = otherVerifier ?? verifier,
        });
        return await Http.PostAsync(new Uri("connect/token", UriKind.Relative), form);
    }

    /// <summary>Goes from the sign-in page to an authorization code.</summary>
    public async Task<string> GetCodeAsync(string person)
    {
        using var page = await AuthorizeAsync();
        using var answer = await ChooseAsync(page, person);
        return Parameters(answer)["code"]!;
    }

    /// <summary>The parameters of a redirect.</summary>
    public static System.Collections.Specialized.NameValueCollection Parameters(HttpResponseMessage redirect) =>
        System.Web.HttpUtility.ParseQueryString(redirect.Headers.Location!.Query);

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)">""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HiddenField();
}
