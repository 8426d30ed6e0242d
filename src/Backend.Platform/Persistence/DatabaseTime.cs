using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Persistence;

/// <summary>The time that all nodes agree on, however their own clocks are set: the database server's.</summary>
public static class DatabaseTime
{
    /// <summary>What time it is. SQLite has no server, and its nodes are on one machine: there it is the machine's time.</summary>
    public static async Task<DateTimeOffset> NowAsync(this BackendDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite())
            return clock.GetUtcNow();
        var now = await db.Database.SqlQuery<DateTimeOffset>($"""SELECT clock_timestamp() AS "Value" """).ToListAsync(cancellationToken);
        return now[0];
    }
}
