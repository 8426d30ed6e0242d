using System.Net;

namespace Backend.IntegrationTests.Jobs;

[Collection(ServerCollection.Name)]
public sealed class JobDashboardTests(BackendServer server)
{
    [Theory]
    [InlineData("ada", HttpStatusCode.OK)]
    [InlineData("grace", HttpStatusCode.OK)]
    [InlineData("linus", HttpStatusCode.Forbidden)]
    [InlineData("guest", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Pages_are_for_admins(string? person, HttpStatusCode expected)
    {
        using var client = server.Client(person);
        foreach (var page in new[] { "/jobs", "/jobs/recurring", "/jobs/servers" })
        {
            using var answer = await client.Http.GetAsync(page);
            Assert.Equal(expected, answer.StatusCode);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal(expected == HttpStatusCode.OK, text.Contains("Backend jobs", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Recurring_work_is_scheduled()
    {
        using var client = server.Client();
        await JobServer.UntilAsync(async () => (await client.Http.GetStringAsync("/jobs/recurring")).Contains("retention", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Command_that_another_page_could_have_sent_is_refused()
    {
        using var client = server.Client();
        using var form = new FormUrlEncodedContent([new("jobs[]", "retention")]);
        using var answer = await client.Http.PostAsync("/jobs/recurring/remove", form);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        await JobServer.UntilAsync(async () => (await client.Http.GetStringAsync("/jobs/recurring")).Contains("retention", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Browser_without_a_session_is_sent_to_sign_in()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = server.Address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        using var answer = await browser.GetAsync("/jobs");
        Assert.Equal((HttpStatusCode.Redirect, "/auth/login?returnUrl=/jobs"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }
}
