using Backend.GraphQL;
using Backend.Platform.Idempotency;
using Microsoft.Extensions.Time.Testing;

namespace Backend.UnitTests.Platform;

public sealed class IdempotencyTurnsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly KeyOwner Owner = new(Guid.Empty, Guid.Empty, "key");

    private readonly FakeTimeProvider clock = new();
    private readonly IdempotencyTurns turns;

    public IdempotencyTurnsTests() => turns = new IdempotencyTurns(clock);

    [Fact]
    public async Task Next_one_enters_when_the_first_leaves()
    {
        var first = await turns.EnterAsync(Owner, CancellationToken.None);
        var second = turns.EnterAsync(Owner, CancellationToken.None);
        Assert.False(second.IsCompleted);
        first.Dispose();
        first.Dispose();
        using var entered = await second.WaitAsync(Patience);
        Assert.False(turns.EnterAsync(Owner, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Wait_ends_after_ten_seconds()
    {
        using var first = await turns.EnterAsync(Owner, CancellationToken.None);
        var second = turns.EnterAsync(Owner, CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(11));
        var refused = await Assert.ThrowsAsync<IdempotencyInProgressException>(() => second.WaitAsync(Patience));
        Assert.Equal("IDEMPOTENCY_IN_PROGRESS", refused.Code);
    }

    [Fact]
    public async Task Other_keys_do_not_wait()
    {
        using var first = await turns.EnterAsync(Owner, CancellationToken.None);
        using var other = await turns.EnterAsync(Owner with { Key = "other" }, CancellationToken.None).WaitAsync(Patience);
        using var somebody = await turns.EnterAsync(Owner with { UserId = Guid.AllBitsSet }, CancellationToken.None).WaitAsync(Patience);
    }

    [Fact]
    public async Task Caller_who_goes_waits_no_longer()
    {
        using var first = await turns.EnterAsync(Owner, CancellationToken.None);
        using var ending = new CancellationTokenSource();
        var second = turns.EnterAsync(Owner, ending.Token);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Patience));
    }
}
