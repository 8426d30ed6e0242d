using Backend.Platform.Persistence;
using Backend.Platform.Persistence.Replicas;
using Microsoft.Extensions.Time.Testing;

namespace Backend.UnitTests.Platform.Persistence;

/// <summary>Who reads their own writes.</summary>
public sealed class RecentWritesTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly RecentWrites writes;

    public RecentWritesTests() => writes = new RecentWrites(
        new PersistenceOptions { ConnectionString = "Host=one;Database=backend", ReplicaConnectionString = "Host=two;Database=backend" }, clock);

    [Fact]
    public void Writer_waits_until_the_replica_has_come_to_the_last_write()
    {
        var (writer, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        writes.Note(writer);
        var between = Later();
        writes.Note(writer);
        Assert.False(writes.AreIn(writer, between - 1));
        Assert.True(writes.AreIn(other, between - 1));
        Assert.True(writes.AreIn(writer, Later()));
    }

    [Fact]
    public void What_the_replica_has_is_forgotten_and_the_rest_is_not()
    {
        var (early, late) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        writes.Note(early);
        var between = Later();
        writes.Note(late);
        writes.Forget(between - 1);
        Assert.True(writes.AreIn(early, long.MinValue));
        Assert.False(writes.AreIn(late, between - 1));
    }

    [Fact]
    public void Too_many_writers_make_everybody_wait_instead_of_somebody_read_what_is_old()
    {
        var before = clock.GetTimestamp();
        Later();
        for (var index = 0; index <= RecentWrites.Most; index++)
            writes.Note(Guid.CreateVersion7());
        Assert.False(writes.AreIn(Guid.CreateVersion7(), before));
        Assert.True(writes.AreIn(Guid.CreateVersion7(), Later()));
    }

    private long Later()
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return clock.GetTimestamp();
    }
}
