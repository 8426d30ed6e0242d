using System.Diagnostics;
using System.Security.Claims;
using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Notifications.Inbox;
using Backend.Modules.Notifications.Mail;
using Backend.Modules.Notifications.Subscriptions;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Backend.IntegrationTests.Notifications;

/// <summary>An issue that a thousand people follow.</summary>
public sealed class CrowdTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Crowd = 1_000;

    private readonly NotificationServer server = new();

    [Fact]
    public async Task Comment_tells_a_thousand_people_in_few_statements_and_plans_one_mail_each()
    {
        using var people = new InboxClient(server);
        var issue = await people.IssueAsync("ada");
        Assert.True(GlobalId.TryParse(issue, "Issue", out var issueId));
        var crowd = await GatherAsync(issueId);
        var warm = await people.IssueAsync("ada", assignee: "linus");
        await people.UntilAsync("linus", warm, 1);

        using var grace = server.Client("grace");
        var watch = Stopwatch.StartNew();
        var trace = Trace(grace);
        await grace.QueryAsync(
            "mutation($i: CommentCreateInput!) { commentCreate(input: $i) { syncId } }", new { i = new { issueId = issue, bodyMarkdown = "Hello, all" } });
        await Replicas.Eventually.TrueAsync(async () => await CountAsync(db => db.Set<Notification>().Where(one => one.IssueId == issueId)) >= Crowd);
        output.WriteLine($"{Crowd} people were told {watch.ElapsedMilliseconds} ms after the comment was sent.");

        var told = await ReadAsync(db => db.Set<Notification>().Where(one => one.IssueId == issueId).Select(one => one.UserId));
        Assert.Equal(crowd.Order(), told.Where(crowd.Contains).Order());
        var mails = await ReadAsync(db => db.Set<EmailDelivery>().Where(mail => mail.GroupingKey == $"issue:{issueId:N}").Select(mail => mail.UserId));
        Assert.Equal(crowd.Order(), mails.Where(crowd.Contains).Order());
        // The mutation, the dispatcher's and the job's own, and those of the fan-out: the same for ten people and for a thousand,
        // but for the rows, which are sent in batches on PostgreSQL and one by one on SQLite.
        var statements = server.Statements.Of(trace).Count(statement => !statement.StartsWith("INSERT INTO", StringComparison.Ordinal));
        output.WriteLine($"{statements} statements, and {server.Statements.Of(trace).Count - statements} that insert.");
        Assert.InRange(statements, 1, 60);
        if (TestDatabase.Server is not null)
            Assert.InRange(server.Statements.Of(trace).Count, 1, 75);
    }

    private async Task<HashSet<Guid>> GatherAsync(Guid issueId)
    {
        var ids = new HashSet<Guid>();
        for (var number = 0; number < Crowd; number++)
        {
            await using var scope = server.Services.CreateAsyncScope();
            var principal = new ClaimsPrincipal(new ClaimsIdentity(
                [new("iss", "https://crowd.example"), new("sub", $"{number}"), new("name", $"Person {number}"), new("email", $"p{number}@crowd.example"), new("email_verified", "true")], "test"));
            ids.Add((await scope.ServiceProvider.GetRequiredService<IUserAccounts>().ProvisionAsync(principal, CancellationToken.None)).UserId);
        }

        await using var writing = server.Services.CreateAsyncScope();
        var workspace = await writing.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().EnterAsync("demo", actorId: null, CancellationToken.None);
        var db = writing.ServiceProvider.GetRequiredService<BackendDbContext>();
        foreach (var id in ids)
        {
            writing.ServiceProvider.GetRequiredService<IMemberships>().Admit(id, WorkspaceRole.Member);
            db.Add(IssueSubscription.Create(workspace, issueId, id, SubscriptionReason.Manual, TimeProvider.System.GetUtcNow()));
        }

        await db.SaveChangesAsync();
        return ids;
    }

    private static string Trace(GraphQLClient client)
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        client.Http.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        return trace;
    }

    private async Task<int> CountAsync<T>(Func<BackendDbContext, IQueryable<T>> query) => (await ReadAsync(query)).Count;

    private async Task<IReadOnlyList<T>> ReadAsync<T>(Func<BackendDbContext, IQueryable<T>> query)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().EnterAsync("demo", actorId: null, CancellationToken.None);
        return await query(scope.ServiceProvider.GetRequiredService<BackendDbContext>()).ToListAsync();
    }

    public Task InitializeAsync() => server.InitializeAsync();

    public Task DisposeAsync() => server.DisposeAsync();
}
