using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Persistence.PostgreSql;

/// <summary>
/// Has PostgreSQL look again at tables that are more than twice the size it last saw, after a write that brought many rows. It
/// would by itself within a minute (<see href="https://www.postgresql.org/docs/current/routine-vacuuming.html#AUTOVACUUM">autovacuum</see>); until then
/// its plans are those for a handful of rows, and an import reads the whole table for every reference that it checks.
/// </summary>
internal static class TableStatistics
{
    /// <summary>From how many rows on a write counts as one that brought many.</summary>
    public const int ManyRows = 200;

    /// <summary>Looks at them, if there are any. What was written is committed: that this fails is nobody's concern.</summary>
    public static async Task GatherAsync(BackendDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            var outgrown = await db.Database
                .SqlQuery<string>($"""
                    SELECT quote_ident(relname) AS "Value" FROM pg_class
                    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
                        AND pg_relation_size(oid) / current_setting('block_size')::bigint > 2 * relpages
                    """)
                .ToListAsync(cancellationToken);
            if (outgrown.Count > 0)
                await AnalyzeAsync(db, outgrown, cancellationToken);
        }
        catch (DbException)
        {
            // The next write of this size, or autovacuum, does it.
        }
    }

    private static Task<int> AnalyzeAsync(BackendDbContext db, List<string> tables, CancellationToken cancellationToken)
    {
        // The names are the database's own, quoted by it. A table that somebody else looks at is left to them.
        var sql = "ANALYZE (SKIP_LOCKED) " + string.Join(", ", tables);
#pragma warning disable EF1002, EF1003
        return db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
#pragma warning restore EF1002, EF1003
    }
}
