using Backend.GraphQL;

namespace Backend.UnitTests.Platform;

public sealed class ChangeFeedTests
{
    // Time stands still here: whoever waits for the next poll waits for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Follower_gets_what_came_after_its_place_in_order()
    {
        await using var database = await FeedDatabase.CreateAsync(1500);
        Assert.Equal(Enumerable.Range(1, 1500), await TakeAsync(database, 0, 1500));
        Assert.Equal(Enumerable.Range(1301, 200), await TakeAsync(database, 1300, 200));
    }

    [Fact]
    public async Task Follower_without_a_place_gets_none_of_the_past()
    {
        await using var database = await FeedDatabase.CreateAsync(10);
        await using var follower = database.Feed.FollowAsync(FeedDatabase.Workspace, since: null, default).GetAsyncEnumerator();
        await AppendAndPollAsync(database, follower.MoveNextAsync().AsTask());
        Assert.Equal(11, follower.Current.Sequence);
    }

    [Fact]
    public async Task Commit_here_wakes_those_who_wait()
    {
        await using var database = await FeedDatabase.CreateAsync(3);
        var taken = TakeAsync(database, 3, 2);
        await database.AppendAsync(2);
        database.Signal.Notify(FeedDatabase.Workspace);
        Assert.Equal([4, 5], await taken);
    }

    [Fact]
    public async Task Commit_of_another_process_is_found_by_polling()
    {
        await using var database = await FeedDatabase.CreateAsync(3);
        await using var follower = database.Feed.FollowAsync(FeedDatabase.Workspace, new SyncId(3), default).GetAsyncEnumerator();
        await AppendAndPollAsync(database, follower.MoveNextAsync().AsTask());
        Assert.Equal(4, follower.Current.Sequence);
    }

    [Fact]
    public async Task Follower_near_the_end_does_not_wait_for_one_that_replays_from_the_start()
    {
        await using var database = await FeedDatabase.CreateAsync(600);
        await using var replaying = database.Feed.FollowAsync(FeedDatabase.Workspace, new SyncId(0), default).GetAsyncEnumerator();
        Assert.True(await replaying.MoveNextAsync());
        Assert.Equal(Enumerable.Range(591, 10), await TakeAsync(database, 590, 10));
        for (var sequence = 2; sequence <= 600; sequence++)
        {
            Assert.True(await replaying.MoveNextAsync().AsTask().WaitAsync(Patience));
            Assert.Equal(sequence, replaying.Current.Sequence);
        }
    }

    [Fact]
    public async Task Followers_from_anywhere_get_everything_once_while_others_write()
    {
        await using var database = await FeedDatabase.CreateAsync(1400);
        var followers = new[] { 0, 1, 255, 256, 257, 700, 1024, 1399, 1400 }.Select(place => (place, taken: TakeAsync(database, place, 2000 - place))).ToArray();
        for (var round = 0; round < 60; round++)
        {
            await database.AppendAsync(10);
            database.Signal.Notify(FeedDatabase.Workspace);
        }

        foreach (var (place, taken) in followers)
            Assert.Equal(Enumerable.Range(place + 1, 2000 - place), await taken);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait()
    {
        await using var database = await FeedDatabase.CreateAsync(1);
        using var ending = new CancellationTokenSource();
        await using var follower = database.Feed.FollowAsync(FeedDatabase.Workspace, new SyncId(1), ending.Token).GetAsyncEnumerator();
        var next = follower.MoveNextAsync().AsTask();
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Patience));
    }

    private static Task<List<int>> TakeAsync(FeedDatabase database, int since, int count) => Task.Run(async () =>
    {
        var taken = new List<int>();
        await foreach (var change in database.Feed.FollowAsync(FeedDatabase.Workspace, new SyncId(since), default))
        {
            taken.Add((int)change.Sequence);
            if (taken.Count == count)
                break;
        }

        return taken;
    }).WaitAsync(Patience);

    // SQLite answers at once, so that the follower waits for more when this begins.
    private static async Task AppendAndPollAsync(FeedDatabase database, Task<bool> next)
    {
        Assert.False(next.IsCompleted);
        await database.AppendAsync(1);
        Assert.False(next.IsCompleted);
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await next.WaitAsync(Patience));
    }
}
