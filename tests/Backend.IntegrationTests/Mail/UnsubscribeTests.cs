using System.Net;
using Backend.Modules.Notifications.Mail.Unsubscribing;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Mail;

/// <summary>The link in a mail that unsubscribes without signing in.</summary>
public sealed class UnsubscribeTests
{
    private const string Preferences = "{ viewer { id } notificationPreferences { category mail } }";

    [Fact]
    public async Task Link_asks_when_it_is_followed_and_unsubscribes_when_it_is_posted()
    {
        await using var server = await StartAsync();
        var link = await LinkAsync(server, "Comments");
        using var http = new HttpClient();
        using var ada = server.Client();
        Assert.NotEqual("NONE", await MailOfCommentsAsync(ada));
        using var asked = await http.GetAsync(link);
        var page = await asked.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Contains("<form method=\"post\"><button>Unsubscribe</button></form>", page, StringComparison.Ordinal);
        Assert.NotEqual("NONE", await MailOfCommentsAsync(ada));
        // As a mailbox calls it (RFC 8058).
        using var body = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var done = await http.PostAsync(link, body);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal("NONE", await MailOfCommentsAsync(ada));
        using var again = await http.PostAsync(link, content: null);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Page_lets_a_browser_do_nothing_but_post_it()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        using var answer = await http.GetAsync(await LinkAsync(server, "Comments"));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.EndsWith("form-action 'self'; frame-ancestors 'none'; base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(("no-store", "no-referrer"), (answer.Headers.CacheControl!.ToString(), answer.Headers.GetValues("Referrer-Policy").Single()));
    }

    [Fact]
    public async Task Link_that_was_changed_leads_nowhere()
    {
        await using var server = await StartAsync();
        var link = (await LinkAsync(server, "Comments")).AbsoluteUri;
        using var http = new HttpClient();
        var changed = link[..^6] + (link[^6] == 'A' ? 'B' : 'A') + link[^5..];
        foreach (var address in new[] { changed, link[..^10], link[..link.LastIndexOf('/')] + "/x", link + "!", $"{link[..link.LastIndexOf('/')]}/{new string('A', 3_000)}" })
        {
            using var asked = await http.GetAsync(new Uri(address));
            using var posted = await http.PostAsync(new Uri(address), content: null);
            Assert.True((asked.StatusCode, posted.StatusCode) == (HttpStatusCode.NotFound, HttpStatusCode.NotFound), $"{address}: {asked.StatusCode}, {posted.StatusCode}");
        }

        using var ada = server.Client();
        Assert.NotEqual("NONE", await MailOfCommentsAsync(ada));
    }

    [Fact]
    public async Task Link_of_nobody_is_answered_as_that_of_somebody()
    {
        await using var server = await StartAsync();
        var links = server.Services.GetRequiredService<UnsubscribeLinks>();
        using var http = new HttpClient();
        using var known = await http.GetAsync(await LinkAsync(server, "Comments"));
        using var unknown = await http.GetAsync(new Uri(links.Create(new(Guid.CreateVersion7(), Guid.CreateVersion7(), "Comments"))));
        Assert.Equal(await known.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
        using var posted = await http.PostAsync(new Uri(links.Create(new(Guid.CreateVersion7(), Guid.CreateVersion7(), "Comments"))), content: null);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
    }

    private static async Task<string> MailOfCommentsAsync(GraphQLClient client) => (await client.QueryAsync(Preferences)).At("notificationPreferences").EnumerateArray()
        .Single(preference => preference.Text("category") == "COMMENTS").Text("mail");

    private static async Task<Uri> LinkAsync(MailServer server, string category)
    {
        var (user, workspace) = (await server.UserAsync("ada"), await server.UseAsync(db => Task.FromResult(db.Session.WorkspaceId!.Value)));
        return new Uri(server.Services.GetRequiredService<UnsubscribeLinks>().Create(new(workspace, user, category)));
    }

    private static async Task<MailServer> StartAsync()
    {
        await using var nobody = new SmtpPeer();
        return await MailServer.StartAsync(nobody, "Backend:Mail:Host=");
    }
}
