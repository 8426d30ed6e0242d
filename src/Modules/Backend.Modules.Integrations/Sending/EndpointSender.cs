using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.Webhooks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Integrations.Sending;

/// <summary>
/// Sends what is due for one endpoint, several deliveries at a time, until there is nothing more. It has the endpoint to itself, and
/// its own connections, so that a receiver that is slow or dead delays nobody else.
/// </summary>
internal sealed partial class EndpointSender(
    EndpointLeases leases, DeliveryWindows windows, DeliveryClient client, AttemptLog log, WebhookDisabling disabling, WebhookSignal signal,
    IOptions<WebhookOptions> options, TimeProvider clock, ILogger<EndpointSender> logger)
{
    // For so long the look at what the owner may see holds.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private const int MinFailures = 10;

    // So that the wake-ups of many changes are one look.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Sends, if nobody else does.</summary>
    /// <param name="key">The endpoint.</param>
    /// <param name="stopping">The node stops: nothing more is begun.</param>
    /// <param name="stopped">The node has stopped: what is under way is left, and sent again by whoever comes next.</param>
    /// <returns>Whether anything was sent.</returns>
    public async Task<bool> RunAsync(EndpointKey key, CancellationToken stopping, CancellationToken stopped)
    {
        try
        {
            if (await leases.TakeAsync(key, stopping) is not { } lease)
                return false;
            try
            {
                return await SendAsync(lease, stopping, stopped);
            }
            finally
            {
                await leases.ReleaseAsync(lease);
            }
        }
        catch (Exception error)
        {
            // A database that is away, a webhook that was deleted meanwhile: whoever looks next sees what is there.
            if (!stopping.IsCancellationRequested)
                LogFailed(logger, error);
            return false;
        }
    }

    private async Task<bool> SendAsync(EndpointLease lease, CancellationToken stopping, CancellationToken stopped)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        var progress = new SendingProgress();
        try
        {
            while (true)
            {
                var wake = signal.WaitAsync();
                await BeginAsync(lease, progress, stopping, left.Token);
                if (progress.UnderWay.Count == 0)
                    return progress.HasSent;
                await WaitAsync(lease, progress, wake);
                if (!await EndAsync(lease, progress))
                    return progress.HasSent;
            }
        }
        finally
        {
            // Nothing is under way any more when another takes over.
            await left.CancelAsync();
            await ((Task)Task.WhenAll(progress.UnderWay)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Begins as many as there is room for. What was looked up lasts for a second, and is looked up anew where there is nothing left of it.
    private async Task BeginAsync(EndpointLease lease, SendingProgress progress, CancellationToken stopping, CancellationToken left)
    {
        if (progress.IsOpen || stopping.IsCancellationRequested)
            return;
        if (progress.Window is not null && clock.GetElapsedTime(progress.LookedAt) > Fresh)
            progress.Window = null;
        for (var looks = 0; looks < 2; looks++)
        {
            if (progress.Window is null)
            {
                progress.Window = await windows.LoadAsync(lease, progress.Ids, CancellationToken.None);
                (progress.LookedAt, looks) = (clock.GetTimestamp(), 2);
            }

            var room = progress.Window is { IsProbe: true } ? 1 : options.Value.Concurrency;
            while (progress.UnderWay.Count < room && progress.Take() is { } delivery)
                progress.UnderWay.Add(TryAsync(delivery, progress.Window!.Target, left));
            progress.HasRoom = progress.UnderWay.Count < room;
            if (progress is { HasRoom: true, Window: { IsEmpty: true, HasMore: true } })
                progress.Window = null;
            // Something may have come since, or there was more than one look shows.
            if (progress.UnderWay.Count > 0 || looks >= 2)
                return;
            progress.Window = null;
        }
    }

    // Records what has ended.
    private async Task<bool> EndAsync(EndpointLease lease, SendingProgress progress)
    {
        if (await progress.EndedAsync() is not { Count: > 0 } attempts)
            return true;
        var condition = await log.WriteAsync(lease, attempts);
        progress.HasSent = true;
        progress.IsOpen = condition.IsOpen;
        return condition.Held && !await GaveUpAsync(lease, attempts, condition);
    }

    private async Task<Attempt> TryAsync(WebhookDelivery delivery, WebhookTarget target, CancellationToken stopped)
    {
        using var activity = WebhookTelemetry.Start(delivery, target.Url.Host);
        var (startedAt, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        var outcome = await client.SendAsync(delivery, target, stopped);
        var duration = clock.GetElapsedTime(started);
        WebhookTelemetry.End(activity, delivery, outcome, duration, clock.GetUtcNow());
        return new Attempt(delivery, startedAt, duration, outcome);
    }

    // For an attempt to end and, where there is room for more, for something more to send; the lease is kept meanwhile.
    private async Task WaitAsync(EndpointLease lease, SendingProgress progress, Task wake)
    {
        var (renewal, any) = (Task.Delay(leases.Length / 3, clock), (Task)Task.WhenAny(progress.UnderWay));
        var first = progress.HasRoom && !progress.IsOpen ? await Task.WhenAny(any, renewal, wake) : await Task.WhenAny(any, renewal);
        if (first == renewal)
            await leases.RenewAsync(lease, CancellationToken.None);
        if (first != wake)
            return;
        await Task.WhenAny(any, Task.Delay(Pause, clock));
        progress.Window = null;
    }

    private async Task<bool> GaveUpAsync(EndpointLease lease, IReadOnlyList<Attempt> attempts, EndpointCondition condition)
    {
        var reason = attempts.Any(attempt => attempt.Outcome.IsGone) ? WebhookDisabledReason.Gone
            : condition.FailingSince is { } since && condition.Failures >= MinFailures && clock.GetUtcNow() - since >= options.Value.DisableAfter ? WebhookDisabledReason.Failing
            : (WebhookDisabledReason?)null;
        if (reason is { } known)
            await disabling.DisableAsync(lease.Key.WorkspaceId, lease.Key.EndpointId, known, CancellationToken.None);
        return reason is not null;
    }

    [LoggerMessage(4941, LogLevel.Warning, "Sending to a webhook broke off; it is gone on with at the next look")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
