using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Backend.Platform.Retention;

/// <summary>
/// Deletes every row that a workspace owns, whichever module's it is, in transactions of a bounded size. It may be ended at any
/// moment and called again, also by several nodes at once. The caller has closed the workspace before: what was under way in it
/// when the purge began, and still wrote, is found by another pass, until one finds nothing.
/// </summary>
public sealed class WorkspacePurge(BackendDbContext db)
{
    /// <summary>The most rows that one transaction deletes.</summary>
    public const int BatchSize = 1_000;

    private readonly ISqlGenerationHelper sql = db.GetService<ISqlGenerationHelper>();

    /// <summary>Deletes them.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="last">The entity whose rows go when no other is left, so that a purge that was ended can be seen.</param>
    /// <param name="cancellationToken">Ends the purge between two transactions; the rest stays.</param>
    /// <returns>How many rows went.</returns>
    public async Task<long> RunAsync(Guid workspaceId, Type last, CancellationToken cancellationToken)
    {
        var tables = OwnedTables.InOrder(db.Model, last);
        long all = 0;
        for (long pass = -1; pass != 0;)
        {
            pass = 0;
            foreach (var table in tables.SkipLast(1))
                pass += await EmptyAsync(table, workspaceId, cancellationToken);
            all += pass;
        }

        return all + await EmptyAsync(tables[^1], workspaceId, cancellationToken);
    }

    private async Task<long> EmptyAsync(IEntityType table, Guid workspaceId, CancellationToken cancellationToken)
    {
        // Rows of a table that refer to each other would have to go in their order: they forget each other first.
        if (OwnedTables.SelfReferences(table) is { Count: > 0 } references)
            await RepeatAsync(Forget(table, references), workspaceId, cancellationToken);
        return await RepeatAsync($"DELETE FROM {Name(table)} WHERE {Some(table, condition: null)}", workspaceId, cancellationToken);
    }

    private string Forget(IEntityType table, IReadOnlyList<IProperty> references)
    {
        var columns = references.Select(Column).ToArray();
        return $"UPDATE {Name(table)} SET {string.Join(", ", columns.Select(column => $"{column} = NULL"))} "
            + $"WHERE {Some(table, $"({string.Join(" OR ", columns.Select(column => $"{column} IS NOT NULL"))})")}";
    }

    // PostgreSQL knows no DELETE with a LIMIT: the rows are named by their key. In its order, so that two who do it at once
    // wait for each other instead of colliding.
    private string Some(IEntityType table, string? condition)
    {
        var workspace = Column(table.FindProperty(nameof(WorkspaceEntity.WorkspaceId))!);
        var key = string.Join(", ", table.FindPrimaryKey()!.Properties.Select(Column));
        var which = condition is null ? string.Empty : $" AND {condition}";
        return $"{workspace} = {{0}} AND ({key}) IN (SELECT {key} FROM {Name(table)} WHERE {workspace} = {{0}}{which} ORDER BY {key} LIMIT {{1}})";
    }

    private async Task<long> RepeatAsync(string statement, Guid workspaceId, CancellationToken cancellationToken)
    {
        for (long rows = 0; ;)
        {
            await using var write = await db.BeginWriteAsync(cancellationToken);
            await db.AllowAuditRemovalAsync(cancellationToken);
            var count = await db.Database.ExecuteSqlRawAsync(statement, [workspaceId, BatchSize], cancellationToken);
            await write.CommitAsync(cancellationToken);
            rows += count;
            if (count < BatchSize)
                return rows;
        }
    }

    private string Name(IEntityType table) => sql.DelimitIdentifier(table.GetTableName()!, table.GetSchema());

    private string Column(IProperty property) => sql.DelimitIdentifier(property.GetColumnName());
}
