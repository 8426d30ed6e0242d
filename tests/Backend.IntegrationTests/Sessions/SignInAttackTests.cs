using System.Net;
using Backend.Platform.Security;

namespace Backend.IntegrationTests.Sessions;

/// <summary>Attacks on the way to a session.</summary>
[Collection(SessionCollection.Name)]
public sealed class SignInAttackTests(SessionServer servers)
{
    [Fact]
    public async Task Login_csrf_with_the_state_of_another_browser_is_refused()
    {
        using var attacker = servers.NewBrowser();
        using var victim = new TestBrowser(servers.Server.Address);
        // The victim has a sign-in of its own under way, as the best case for the attacker.
        await victim.GetCallbackAsync();
        await RefusedAsync(victim, await attacker.GetCallbackAsync());
    }

    [Fact]
    public async Task State_that_is_replayed_is_refused()
    {
        using var browser = servers.NewBrowser();
        var callback = await browser.GetCallbackAsync();
        using (var first = await browser.GetAsync(callback))
            Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        var secret = browser.Secret;
        using var second = await browser.GetAsync(callback);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Equal(secret, browser.Secret);
    }

    [Theory]
    [InlineData("of-another-sign-in")]
    [InlineData("")]
    public async Task Nonce_that_is_replayed_is_refused(string nonce)
    {
        using var browser = servers.NewBrowser();
        servers.Provider.Nonce = nonce;
        await RefusedAsync(browser, await browser.GetCallbackAsync());
    }

    [Fact]
    public async Task Code_of_another_sign_in_that_is_injected_is_refused()
    {
        using var victim = servers.NewBrowser();
        using var attacker = new TestBrowser(servers.Server.Address);
        var stolen = System.Web.HttpUtility.ParseQueryString(new Uri(await victim.GetCallbackAsync()).Query)["code"]!;
        var own = await attacker.GetCallbackAsync();
        var code = System.Web.HttpUtility.ParseQueryString(new Uri(own).Query)["code"]!;
        await RefusedAsync(attacker, own.Replace(code, stolen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Session_fixation_by_a_secret_that_is_known_beforehand_fails()
    {
        using var planted = servers.NewBrowser();
        await planted.SignInAsync();
        var known = planted.Secret!;
        // The victim's browser was given the attacker's own, valid secret; then the victim signs in.
        using var victim = new TestBrowser(servers.Server.Address) { Secret = known };
        servers.Provider.Subject = "victim";
        await victim.SignInAsync();
        Assert.NotNull(await victim.NameAsync());
        Assert.NotEqual(known, victim.Secret);
        using var attacker = new TestBrowser(servers.Server.Address) { Secret = known };
        Assert.Null(await attacker.NameAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("' OR 1=1 --")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Secret_that_was_never_given_is_nobodys(string secret)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = servers.Server.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", $"{TestBrowser.CookieName}={secret}");
        Assert.Contains("\"signedIn\":false", await http.GetStringAsync(new Uri("auth/me", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("HTTPS:elsewhere.example")]
    [InlineData("//elsewhere.example/")]
    [InlineData("///elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("\\\\elsewhere.example/")]
    [InlineData("/\t/elsewhere.example/")]
    [InlineData("/\n/elsewhere.example/")]
    [InlineData("/\r\nLocation: https://elsewhere.example/")]
    [InlineData("/graphql\\..\\..\\\\elsewhere.example")]
    [InlineData(" https://elsewhere.example/")]
    [InlineData("\thttps://elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,hi")]
    [InlineData("@elsewhere.example")]
    [InlineData(".elsewhere.example")]
    [InlineData("elsewhere.example")]
    [InlineData("http:///elsewhere.example")]
    [InlineData("%2f%2felsewhere.example")]
    [InlineData("\u2215\u2215elsewhere.example")]
    public async Task Open_redirect_goes_to_the_start_page(string returnUrl)
    {
        using var browser = servers.NewBrowser();
        using var answer = await browser.SignInAsync(returnUrl);
        Assert.Equal("/graphql", answer.Headers.Location!.OriginalString);
        using var signedOut = await browser.GetAsync($"auth/logout?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal("/graphql", signedOut.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/graphql?tab=1#two")]
    [InlineData("/%2f%2felsewhere.example")]
    [InlineData("/jobs")]
    public async Task Own_address_is_returned_to(string returnUrl)
    {
        using var browser = servers.NewBrowser();
        using var answer = await browser.SignInAsync(returnUrl);
        Assert.Equal(returnUrl, answer.Headers.Location!.OriginalString);
        Assert.Equal(servers.Server.Address.Host, new Uri(servers.Server.Address, answer.Headers.Location).Host);
    }

    [Fact]
    public async Task Log_injection_through_what_a_stranger_sends_writes_no_line_of_its_own()
    {
        const string Forged = "2026-01-01 root signed in";
        using var browser = servers.NewBrowser();
        await browser.SignInAsync($"/\r\n{Forged}");
        var state = System.Web.HttpUtility.ParseQueryString(new Uri(await browser.GetCallbackAsync()).Query)["state"]!;
        using var failed = await browser.GetAsync(
            $"auth/callback?state={Uri.EscapeDataString(state)}&error=x&error_description={Uri.EscapeDataString($"no\r\n{Forged}\u2028\u001b[2J")}");
        using var gone = await browser.GetAsync("auth/logout");
        Assert.Equal(HttpStatusCode.BadRequest, failed.StatusCode);
        Assert.Contains(servers.Log.Lines, line => line.Contains(Forged, StringComparison.Ordinal));
        var ours = servers.Log.Lines.Where(line => line.Contains(Forged, StringComparison.Ordinal)).ToList();
        Assert.All(ours, line => Assert.DoesNotContain(line, character => char.IsControl(character) || character == '\u2028'));
    }

    [Theory]
    [InlineData("Agent/1.0 (X11)", "Agent/1.0 (X11)")]
    [InlineData("Evil\r\nforged", "Evil??forged")]
    [InlineData("\u001b[31mred\u0085\u2028", "?[31mred??")]
    [InlineData("longer than sixteen characters", "longer than sixt")]
    [InlineData(" ", null)]
    public void Log_injection_through_a_user_agent_keeps_to_one_plain_line(string sent, string? kept) => Assert.Equal(kept, PlainText.Of(sent, 16));

    private static async Task RefusedAsync(TestBrowser browser, string callback)
    {
        using var answer = await browser.GetAsync(callback);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("SIGN_IN_FAILED", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(browser.Secret);
    }
}
