using Backend.Contracts.Notifications;
using Backend.Contracts.Workspaces;
using Backend.Modules.Notifications;
using Backend.Modules.Notifications.Mail;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Mail;

/// <summary>A server that sends its mail to a peer of the test.</summary>
internal sealed class MailServer : BackendServer, IAsyncDisposable
{
    private MailServer(string[] settings)
        : base(settings)
    {
    }

    /// <summary>Starts one.</summary>
    public static async Task<MailServer> StartAsync(SmtpPeer peer, params string[] settings)
    {
        var server = new MailServer(
            ["Backend:Mail:Host=127.0.0.1", $"Backend:Mail:Port={peer.Port}", "Backend:Mail:Security=None", "Backend:Mail:From=backend@example.org", .. settings]);
        await server.InitializeAsync();
        return server;
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>The user of a demo person.</summary>
    public async Task<Guid> UserAsync(string handle) => await UseAsync(
        db => db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM identity_users WHERE display_name = {handle}").SingleAsync());

    /// <summary>Sends a mail about the service to a demo person.</summary>
    public async Task SendAsync(string handle, string title = "Something happened", string? about = null)
    {
        var user = await UserAsync(handle);
        await WriteAsync((services, token) => services.GetRequiredService<IServiceMails>()
            .SendAsync(user, about ?? title, new ServiceNotice(title, ["It did."]) { LinkText = "Look", LinkUrl = "https://work.example.org/x" }, token));
    }

    /// <summary>Does something in a write of the demo workspace.</summary>
    public async Task WriteAsync(Func<IServiceProvider, CancellationToken, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().EnterAsync("demo", actorId: null, CancellationToken.None);
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await using var write = await db.BeginWriteAsync(CancellationToken.None);
        await work(scope.ServiceProvider, CancellationToken.None);
        await db.SaveChangesAsync();
        await write.CommitAsync(CancellationToken.None);
    }

    /// <summary>What became of the mails, the oldest first.</summary>
    public Task<List<EmailDelivery>> DeliveriesAsync() => UseAsync(
        db => db.EmailDeliveries.AsNoTracking().Where(delivery => (delivery.Kind == EmailKind.Service || delivery.Kind == EmailKind.Test)).OrderBy(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Id).ToListAsync());

    /// <summary>The one mail, as soon as something holds of it.</summary>
    public async Task<EmailDelivery> DeliveryAsync(Func<EmailDelivery, bool> condition)
    {
        EmailDelivery? found = null;
        await UntilAsync(async () => (found = (await DeliveriesAsync()).Find(delivery => condition(delivery))) is not null);
        return found!;
    }

    /// <summary>Lets a mail that waits for its next attempt be tried now; those about the demo data stay.</summary>
    public Task HurryAsync() => UseAsync(async db =>
    {
        var now = TimeProvider.System.GetUtcNow();
        return await db.EmailDeliveries.Where(delivery => delivery.Status == EmailStatus.Pending && delivery.Kind == EmailKind.Service)
            .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.NextAttemptAt, now));
    });

    /// <summary>Looks again and again until a condition holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan? patience = null)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < (patience ?? TimeSpan.FromSeconds(60)), "It did not come to hold in time.");
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Reads or writes in the demo workspace.</summary>
    public async Task<T> UseAsync<T>(Func<BackendDbContext, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().EnterAsync("demo", actorId: null, CancellationToken.None);
        return await use(scope.ServiceProvider.GetRequiredService<BackendDbContext>());
    }
}
