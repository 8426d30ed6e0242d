using Backend.GraphQL;
using Backend.Platform.Events;
using Backend.Platform.Live;

namespace Backend.UnitTests.Platform;

public sealed class EventRetentionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Purge_takes_what_is_old_from_the_front_and_leaves_no_gap()
    {
        await using var database = await FeedDatabase.CreateAsync(2_500);
        database.Clock.Advance(TimeSpan.FromDays(5));
        await database.AppendAsync(500);
        Assert.Equal(0, await database.PurgeAsync(retentionDays: 6));
        Assert.Equal(2_500, await database.PurgeAsync(retentionDays: 4));
        Assert.Equal(0, await database.PurgeAsync(retentionDays: 4));
        var rest = await database.ReadAsync(2_500, 1_000);
        Assert.Equal(Enumerable.Range(2_501, 500), rest.Changes.Select(change => (int)change.Event.Sequence));
        Assert.Equal((3_000L, false), (rest.SyncId.Value, rest.HasMore));
    }

    [Fact]
    public async Task Retention_of_zero_keeps_everything()
    {
        await using var database = await FeedDatabase.CreateAsync(3);
        database.Clock.Advance(TimeSpan.FromDays(10_000));
        Assert.Equal(0, await database.PurgeAsync(retentionDays: 0));
    }

    [Fact]
    public async Task Place_before_the_horizon_has_expired_and_the_horizon_itself_has_not()
    {
        await using var database = await FeedDatabase.CreateAsync(10);
        database.Clock.Advance(TimeSpan.FromDays(2));
        await database.AppendAsync(5);
        await database.PurgeAsync(retentionDays: 1);
        Assert.Equal("CURSOR_EXPIRED", (await Assert.ThrowsAsync<CursorExpiredException>(() => database.ReadAsync(9, 10))).Code);
        Assert.Equal("CURSOR_EXPIRED", (await Assert.ThrowsAsync<CursorExpiredException>(() => FollowAsync(database, 9))).Code);
        Assert.Equal(11, (await database.ReadAsync(10, 10)).Changes[0].Event.Sequence);
        Assert.Equal(11, await FollowAsync(database, 10));
    }

    [Fact]
    public async Task Log_of_which_nothing_is_left_still_knows_its_head()
    {
        await using var database = await FeedDatabase.CreateAsync(10);
        database.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(10, await database.PurgeAsync(retentionDays: 1));
        Assert.Equal((10L, false), (await database.ReadAsync(10, 10)) is var page ? (page.SyncId.Value, page.HasMore) : default);
        await Assert.ThrowsAsync<CursorExpiredException>(() => database.ReadAsync(9, 10));
        await Assert.ThrowsAsync<CursorAheadException>(() => database.ReadAsync(11, 10));
        await Assert.ThrowsAsync<CursorAheadException>(() => FollowAsync(database, 11));
        await using var follower = database.Feed.FollowAsync(FeedDatabase.Workspace, since: null, default).GetAsyncEnumerator();
        var next = follower.MoveNextAsync().AsTask();
        await database.AppendAsync(1);
        database.Signal.Notify(FeedDatabase.Workspace);
        Assert.True(await next.WaitAsync(Patience));
        Assert.Equal(11, follower.Current.Sequence);
    }

    [Fact]
    public async Task Follower_that_the_purge_overtakes_is_told_so()
    {
        await using var database = await FeedDatabase.CreateAsync(1_500);
        await using var follower = database.Feed.FollowAsync(FeedDatabase.Workspace, new SyncId(0), default).GetAsyncEnumerator();
        Assert.True(await follower.MoveNextAsync());
        database.Clock.Advance(TimeSpan.FromDays(2));
        await database.AppendAsync(1);
        await database.PurgeAsync(retentionDays: 1);
        var read = 1;
        await Assert.ThrowsAsync<CursorExpiredException>(async () =>
        {
            while (await follower.MoveNextAsync().AsTask().WaitAsync(Patience))
                Assert.Equal(++read, follower.Current.Sequence);
        });
        Assert.True(read < 1_500);
    }

    [Fact]
    public void Retention_that_makes_no_sense_names_its_key()
    {
        var refused = new EventRetentionOptionsValidator().Validate(null, new EventRetentionOptions { RetentionDays = -1 });
        Assert.Contains("Backend__Events__RetentionDays", refused.FailureMessage, StringComparison.Ordinal);
        Assert.True(new EventRetentionOptionsValidator().Validate(null, new EventRetentionOptions()).Succeeded);
    }

    private static async Task<long> FollowAsync(FeedDatabase database, long since)
    {
        await using var follower = database.Feed.FollowAsync(FeedDatabase.Workspace, new SyncId(since), default).GetAsyncEnumerator();
        Assert.True(await follower.MoveNextAsync().AsTask().WaitAsync(Patience));
        return follower.Current.Sequence;
    }
}
