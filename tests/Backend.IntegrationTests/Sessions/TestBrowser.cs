using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Backend.IntegrationTests.Sessions;

/// <summary>A browser's cookies and requests, redirect by redirect.</summary>
public sealed class TestBrowser(Uri server) : IDisposable
{
    public const string CookieName = "backend-session";

    private readonly CookieContainer cookies = new();
    private HttpClient? http;

    public HttpClient Http => http ??= new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = server };

    /// <summary>The secret of its session; null where it has none.</summary>
    public string? Secret
    {
        get => cookies.GetCookies(server)[CookieName]?.Value;
        set => cookies.Add(server, new Cookie(CookieName, value, "/"));
    }

    /// <summary>Signs in at the first provider, and is back.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string returnUrl = "/graphql") => await GetAsync(await GetCallbackAsync(returnUrl));

    /// <summary>Signs a demo person in at the server's own issuer.</summary>
    public async Task SignInAtOwnIssuerAsync(string person, int provider = 0)
    {
        using var page = await GetAsync(await LocationAsync($"auth/login?provider={provider}"));
        using var chosen = await SignIn.IssuerClient.ChooseAsync(Http, page, person);
        using var back = await GetAsync(chosen.Headers.Location!.OriginalString);
    }

    /// <summary>Where the provider sends the browser back to.</summary>
    public async Task<string> GetCallbackAsync(string returnUrl = "/graphql") =>
        await LocationAsync(await LocationAsync($"auth/login?returnUrl={Uri.EscapeDataString(returnUrl)}"));

    public Task<HttpResponseMessage> GetAsync(string address) => Http.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));

    public async Task<string> LocationAsync(string address)
    {
        using var answer = await GetAsync(address);
        return answer.Headers.Location?.OriginalString ?? throw new InvalidOperationException($"{address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Who is signed in; null for nobody.</summary>
    public async Task<string?> NameAsync()
    {
        var me = await Http.GetFromJsonAsync<JsonElement>("auth/me");
        return me.At("signedIn").GetBoolean() ? me.Text("name") : null;
    }

    /// <summary>Sends an operation as the server's own page would.</summary>
    public async Task<JsonElement> QueryAsync(string query, object? variables = null)
    {
        using var answer = await PostAsync(query, variables, ("Sec-Fetch-Site", "same-origin"));
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<HttpResponseMessage> PostAsync(string query, object? variables, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = JsonContent.Create(new { query, variables }) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request);
    }

    public void Dispose() => http?.Dispose();
}
