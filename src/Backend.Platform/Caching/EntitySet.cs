using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Backend.Platform.Persistence;

namespace Backend.Platform.Caching;

/// <summary>All entities of a kind that a workspace has, to be looked up by id.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
/// <param name="rows">The entities.</param>
[method: JsonConstructor]
public sealed class EntitySet<TEntity>(IReadOnlyList<TEntity> rows)
    where TEntity : WorkspaceEntity
{
    private readonly FrozenDictionary<Guid, TEntity> byId = rows.ToFrozenDictionary(row => row.Id);

    /// <summary>The entities.</summary>
    public IReadOnlyList<TEntity> Rows => rows;

    /// <summary>Those of some ids that there are.</summary>
    public Dictionary<Guid, TResult> Find<TResult>(IReadOnlyList<Guid> ids, Func<TEntity, TResult> select)
    {
        var found = new Dictionary<Guid, TResult>(ids.Count);
        foreach (var id in ids)
        {
            if (byId.TryGetValue(id, out var row))
                found.TryAdd(id, select(row));
        }

        return found;
    }
}
