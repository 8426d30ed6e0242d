using Backend.GraphQL;
using Backend.Platform.Idempotency;
using Backend.UnitTests.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.UnitTests.Platform;

/// <summary>The row of a field that runs under a key, as two nodes see it.</summary>
public sealed class MutationJournalTests(TrackingServer server) : IClassFixture<TrackingServer>
{
    private static readonly byte[] Operation = [1, 2, 3];

    [Fact]
    public async Task Effect_that_was_committed_is_told_instead_of_made_again()
    {
        var owner = NewOwner();
        Assert.Null(await RunAsync(owner, "field", () => "result"));
        Assert.Equal(new MutationEffect("result", null), await RunAsync(owner, "field", NotAgain));
        Assert.Null(await RunAsync(owner, "other", () => null));
        Assert.Equal(new MutationEffect(null, null), await RunAsync(owner, "other", NotAgain));
    }

    [Fact]
    public async Task Effect_that_was_undone_is_made_again()
    {
        var owner = NewOwner();
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(owner, "field", NotAgain));
        Assert.Null(await RunAsync(owner, "field", () => "result"));
    }

    [Fact]
    public async Task Another_operation_is_refused()
    {
        var owner = NewOwner();
        await RunAsync(owner, "field", () => null);
        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => RunAsync(owner, "field", NotAgain, [9]));
    }

    [Fact]
    public async Task Of_many_at_once_one_has_the_effect()
    {
        var (owner, made) = (NewOwner(), 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync(owner, new string('f', 200), () => $"{Interlocked.Increment(ref made)}")));
        Assert.Equal(1, made);
    }

    private static KeyOwner NewOwner() => new(Guid.Empty, Guid.Empty, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString());

    private static string NotAgain() => throw new InvalidOperationException("It runs.");

    private async Task<MutationEffect?> RunAsync(KeyOwner owner, string field, Func<string?> resolve, byte[]? operation = null)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IdempotencyScope>().Open(owner, operation ?? Operation);
        var journal = scope.ServiceProvider.GetRequiredService<IMutationJournal>();
        MutationEffect? earlier = null;
        await scope.ServiceProvider.GetRequiredService<IMutationUnitOfWork>().RunAsync(
            async () =>
            {
                earlier = await journal.BeginAsync(field, CancellationToken.None);
                if (earlier is null)
                    journal.Note(resolve());
            },
            CancellationToken.None);
        return earlier;
    }
}
