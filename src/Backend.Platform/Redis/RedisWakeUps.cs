using Backend.Platform.Jobs;
using Backend.Platform.Live;
using Backend.Platform.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Backend.Platform.Redis;

/// <summary>
/// Carries wake-ups between the nodes: that a workspace's change feed has grown, and that there may be a job. They are
/// wake-ups only: one that is lost costs time, never a change.
/// </summary>
/// <remarks>
/// Redis gives each message to every subscriber that is there, at most once
/// (<see href="https://redis.io/docs/latest/develop/pubsub/#delivery-semantics">delivery semantics</see>). On a cluster the
/// channels are sharded, so that a message does not go to every node of it.
/// </remarks>
internal sealed partial class RedisWakeUps(RedisConnection redis, FeedSignal feeds, JobSignal jobs, ILogger<RedisWakeUps> logger) : BackgroundService
{
    // Spread over a cluster's shards by workspace; few enough to be subscribed to all of them at once.
    private const int FeedChannels = 16;
    private const string Jobs = "backend:wake:jobs";

    // What this node has published comes back to it; it woke itself already.
    private readonly byte[] self = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToByteArray();
    private volatile Channels? channels;

    /// <summary>Whether wake-ups of other nodes arrive at this moment.</summary>
    public bool IsHearing => channels is not null && redis.IsConnected;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feeds.Committed += PublishFeed;
        jobs.Added += PublishJobs;
        redis.Changed += Look;
        try
        {
            var connection = await redis.GetAsync(stoppingToken);
            await SubscribeAsync(connection, stoppingToken);
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
        finally
        {
            feeds.Committed -= PublishFeed;
            jobs.Added -= PublishJobs;
            redis.Changed -= Look;
        }
    }

    // Until Redis answers for the first time it is not known whether it is a cluster.
    private async Task SubscribeAsync(ConnectionMultiplexer connection, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                if (connection.IsConnected)
                {
                    var opened = Channels.For(connection);
                    var subscriber = connection.GetSubscriber();
                    foreach (var channel in opened.Feeds)
                        await subscriber.SubscribeAsync(channel, (_, message) => HearFeed(message));
                    await subscriber.SubscribeAsync(opened.Jobs, (_, message) => HearJobs(message));
                    (opened.Subscriber, channels) = (subscriber, opened);
                    Look();
                    return;
                }
            }
            catch (Exception failed) when (failed is RedisException or RedisTimeoutException)
            {
                LogNotSubscribed(logger, failed.Message);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
        }
    }

    private void PublishFeed(Guid workspaceId)
    {
        if (channels is { } open)
        {
            using var span = PlatformTelemetry.StartWakeUp();
            Publish(open, open.Feeds[workspaceId.ToByteArray()[^1] % FeedChannels], [.. self, .. workspaceId.ToByteArray()]);
        }
    }

    private void PublishJobs()
    {
        if (channels is { } open)
            Publish(open, open.Jobs, self);
    }

    // Nobody waits for it, and the commit that it tells of is done.
    private void Publish(Channels open, RedisChannel channel, byte[] message)
    {
        try
        {
            _ = open.Subscriber.Publish(channel, message, CommandFlags.FireAndForget);
        }
        catch (RedisException failed)
        {
            LogNotPublished(logger, failed.Message);
        }
    }

    private void HearFeed(RedisValue message)
    {
        var bytes = ((ReadOnlyMemory<byte>)message).Span;
        if (bytes.Length == 32 && !bytes.StartsWith(self))
            feeds.Wake(new Guid(bytes[16..]));
    }

    private void HearJobs(RedisValue message)
    {
        if (!((ReadOnlyMemory<byte>)message).Span.SequenceEqual(self))
            jobs.Wake();
    }

    // Something may have been missed, and how often to look has changed.
    private void Look()
    {
        feeds.WakeAll();
        jobs.Wake();
    }

    [LoggerMessage(4911, LogLevel.Debug, "Could not listen for wake-ups: {Reason}")]
    private static partial void LogNotSubscribed(ILogger logger, string reason);

    [LoggerMessage(4912, LogLevel.Debug, "Could not pass a wake-up on: {Reason}")]
    private static partial void LogNotPublished(ILogger logger, string reason);

    private sealed class Channels
    {
        public required RedisChannel[] Feeds { get; init; }

        public required RedisChannel Jobs { get; init; }

        public ISubscriber Subscriber { get; set; } = null!;

        public static Channels For(ConnectionMultiplexer connection)
        {
            Func<string, RedisChannel> channel = connection.GetServers().Any(server => server.ServerType == ServerType.Cluster) ? RedisChannel.Sharded : RedisChannel.Literal;
            return new Channels { Feeds = [.. Enumerable.Range(0, FeedChannels).Select(number => channel($"backend:wake:feed:{number}"))], Jobs = channel(RedisWakeUps.Jobs) };
        }
    }
}
