using System.Diagnostics;
using Backend.Modules.Notifications;
using Backend.Modules.Notifications.Mail;
using Backend.Modules.Notifications.Mail.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Mail;

/// <summary>Mails that wait: one for a person and a thing, many in a few statements, each with one sender, and gone after a while.</summary>
public sealed class MailOutboxTests
{
    [Fact]
    public async Task Mail_that_waits_takes_along_what_comes_and_is_due_at_the_earlier_time()
    {
        await using var server = await StartAsync();
        var (ada, now) = (await server.UserAsync("ada"), TimeProvider.System.GetUtcNow());
        await AddAsync(server, Plan(ada, now.AddHours(2)));
        await AddAsync(server, Plan(ada, now.AddHours(1)), Plan(ada, now.AddHours(3)));
        var waiting = Assert.Single(await server.DeliveriesAsync());
        Assert.Equal(now.AddHours(1), waiting.DueAt, TimeSpan.FromMilliseconds(1));
        Assert.Equal(waiting.DueAt, waiting.NextAttemptAt);
        await AddAsync(server, Plan(ada, now.AddHours(2)) with { GroupingKey = "another" });
        Assert.Equal(2, (await server.DeliveriesAsync()).Count);
    }

    [Fact]
    public async Task Mail_that_is_under_way_takes_along_nothing_more_and_the_next_waits_until_it_has_ended()
    {
        await using var server = await StartAsync();
        var (ada, now) = (await server.UserAsync("ada"), TimeProvider.System.GetUtcNow());
        await AddAsync(server, Plan(ada, now));
        var first = await TakeAsync(server);
        Assert.Single(first.Deliveries);
        await AddAsync(server, Plan(ada, now));
        Assert.Equal(2, (await server.DeliveriesAsync()).Count);
        Assert.Empty((await TakeAsync(server)).Deliveries);
        await UseAsync(server, async services => await services.GetRequiredService<MailOutcomes>().SkipAsync(first.LeaseId, first.Deliveries, "NOTHING_LEFT", CancellationToken.None));
        Assert.NotEqual(first.Deliveries[0].Id, Assert.Single((await TakeAsync(server)).Deliveries).Id);
    }

    [Fact]
    public async Task Write_that_is_undone_leaves_no_mail()
    {
        await using var server = await StartAsync();
        var ada = await server.UserAsync("ada");
        await Assert.ThrowsAsync<TimeoutException>(() => server.WriteAsync(async (services, token) =>
        {
            await services.GetRequiredService<MailOutbox>().AddRangeAsync([Plan(ada, TimeProvider.System.GetUtcNow())], token);
            throw new TimeoutException();
        }));
        Assert.Empty(await server.DeliveriesAsync());
    }

    [Fact]
    public async Task Thousand_mails_are_added_in_a_statement()
    {
        await using var server = await StartAsync();
        var (now, people) = (TimeProvider.System.GetUtcNow(), Enumerable.Range(0, 1_000).Select(_ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).ToArray());
        using var activity = new Activity("add").SetIdFormat(ActivityIdFormat.W3C).Start();
        for (var time = 0; time < 2; time++)
            await AddAsync(server, [.. people.Select(person => Plan(person, now.AddHours(1)))]);
        Assert.Equal(1_000, (await server.DeliveriesAsync()).Count);
        Assert.Equal(2, server.Statements.Of(activity.TraceId.ToHexString()).Count(statement => statement.Contains("INSERT INTO notifications_email_deliveries", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Senders_at_once_share_the_mails_and_none_is_had_twice()
    {
        await using var server = await StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await AddAsync(server, [.. Enumerable.Range(0, 300).Select(_ => Plan(Guid.CreateVersion7(now), now))]);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var all = new List<Guid>();
            while (await TakeAsync(server) is { Deliveries: { Count: > 0 } some })
                all.AddRange(some.Select(delivery => delivery.Id));
            return all;
        }));
        // A sender whose rows are all locked by others ends early; what is left is there for the next.
        var rest = new List<Guid>();
        while (await TakeAsync(server) is { Deliveries: { Count: > 0 } some })
            rest.AddRange(some.Select(delivery => delivery.Id));
        var ids = taken.SelectMany(some => some).Concat(rest).ToArray();
        Assert.Equal(300, ids.Length);
        Assert.Equal(300, ids.Distinct().Count());
    }

    [Fact]
    public async Task Old_mails_that_have_ended_are_deleted_and_those_that_wait_stay()
    {
        await using var server = await StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await AddAsync(server, [.. Enumerable.Range(0, 3).Select(number => Plan(Guid.CreateVersion7(now), now.AddDays(1)) with { GroupingKey = $"{number}" })]);
        var (ended, old) = (now.AddDays(-31), now.AddDays(-29));
        await server.UseAsync(async db =>
        {
            await db.EmailDeliveries.ExecuteUpdateAsync(set => set.SetProperty(one => one.UpdatedAt, ended));
            await db.EmailDeliveries.Where(one => one.GroupingKey == "1").ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, EmailStatus.Sent));
            return await db.EmailDeliveries.Where(one => one.GroupingKey == "2").ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, EmailStatus.Failed).SetProperty(one => one.UpdatedAt, old));
        });
        await UseAsync(server, services => services.GetRequiredService<MailRetention>().RunAsync(CancellationToken.None));
        Assert.Equal(["0", "2"], (await server.DeliveriesAsync()).Select(one => one.GroupingKey).Order());
    }

    private static PlannedMail Plan(Guid person, DateTimeOffset due) => new(person, EmailKind.Service, due) { GroupingKey = "thing" };

    private static Task AddAsync(MailServer server, params PlannedMail[] mails) =>
        server.WriteAsync((services, token) => services.GetRequiredService<MailOutbox>().AddRangeAsync(mails, token));

    private static async Task<LeasedMails> TakeAsync(MailServer server)
    {
        LeasedMails? taken = null;
        await UseAsync(server, async services => taken = await services.GetRequiredService<MailLeases>().TakeAsync(recovers: false, CancellationToken.None));
        return taken!;
    }

    private static async Task UseAsync(MailServer server, Func<IServiceProvider, Task> use)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await use(scope.ServiceProvider);
    }

    // A node that sends nothing by itself.
    private static async Task<MailServer> StartAsync()
    {
        await using var nobody = new SmtpPeer();
        return await MailServer.StartAsync(nobody, "Backend:Roles:0=api");
    }
}
