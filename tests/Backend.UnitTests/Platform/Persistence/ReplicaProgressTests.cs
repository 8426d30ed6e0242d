using Backend.Platform.Persistence.Replicas;

namespace Backend.UnitTests.Platform.Persistence;

/// <summary>How far a replica is.</summary>
public sealed class ReplicaProgressTests
{
    private readonly ReplicaProgress progress = new();

    [Fact]
    public void Nothing_is_known_before_the_first_look() => Assert.Equal((long.MinValue, null), (progress.CaughtUpTo, progress.BehindSince));

    [Fact]
    public void Replica_has_what_was_written_until_the_last_position_that_it_applied()
    {
        progress.Reached(at: 10, position: 100);
        progress.Reached(at: 20, position: 200);
        progress.Reached(at: 30, position: 300);
        progress.Applied(250);
        Assert.Equal((20, 30), (progress.CaughtUpTo, progress.BehindSince!.Value));
        progress.Applied(300);
        Assert.Equal((30, null), (progress.CaughtUpTo, progress.BehindSince));
    }

    [Fact]
    public void Replica_of_a_database_that_is_idle_is_not_behind()
    {
        progress.Reached(at: 10, position: 100);
        progress.Applied(100);
        progress.Reached(at: 500, position: 100);
        progress.Applied(100);
        Assert.Equal((500, null), (progress.CaughtUpTo, progress.BehindSince));
    }

    [Fact]
    public void Replica_that_is_away_for_long_is_behind_since_it_went()
    {
        for (var at = 1; at < 5_000; at++)
            progress.Reached(at, position: at * 100);
        Assert.Equal(1, progress.BehindSince);
    }

    [Fact]
    public void Database_that_was_restored_begins_anew()
    {
        progress.Reached(at: 10, position: 9_000);
        progress.Reached(at: 20, position: 100);
        progress.Applied(100);
        Assert.Equal((20, null), (progress.CaughtUpTo, progress.BehindSince));
    }
}
