using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Backend.Faults.Webhooks;

/// <summary>Something that a receiver has got.</summary>
/// <param name="Id">The header <c>webhook-id</c>.</param>
/// <param name="SyncId">The event's place in the change feed.</param>
/// <param name="Issue">The issue that it is about.</param>
/// <param name="Lag">How long after the event.</param>
internal sealed record Receipt(string Id, long SyncId, string Issue, TimeSpan Lag);

/// <summary>A receiver of webhooks. While it is down it takes every call and answers none, which is the worst that a receiver can do.</summary>
internal sealed class FaultReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Receipt> receipts = new();
    private volatile bool isDown;

    private FaultReceiver(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public IReadOnlyList<Receipt> Receipts => [.. receipts];

    public int Count => receipts.Count;

    public bool IsDown
    {
        get => isDown;
        set => isDown = value;
    }

    public static async Task<FaultReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new FaultReceiver(builder.Build());
        receiver.app.Run(receiver.ReceiveAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        if (isDown)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        var body = (await JsonDocument.ParseAsync(context.Request.Body)).RootElement;
        var lag = TimeProvider.System.GetUtcNow() - body.GetProperty("timestamp").GetDateTimeOffset();
        receipts.Enqueue(new Receipt(
            context.Request.Headers["webhook-id"].ToString(), body.GetProperty("syncId").GetInt64(), body.GetProperty("data").GetProperty("id").GetString()!, lag));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
