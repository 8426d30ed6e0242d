using Backend.Platform.Events;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Backend.Platform.Retention;

/// <summary>The tables whose rows workspaces own, read from the model: whoever adds one is found here.</summary>
internal static class OwnedTables
{
    // What makes further rows goes first: jobs that run cannot commit without theirs, and no new ones come of a log that is gone.
    private static readonly Type[] Sources = [typeof(Job), typeof(PlatformEvent), typeof(EventPosition), typeof(Counter)];

    /// <summary>The tables in an order in which they can be emptied: what refers to others goes before them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="last">The entity whose table goes after all others.</param>
    /// <exception cref="InvalidOperationException">Tables refer to each other in a circle, or <paramref name="last"/> is no such table.</exception>
    public static IReadOnlyList<IEntityType> InOrder(IModel model, Type last)
    {
        var open = model.GetEntityTypes().Where(IsOwned).OrderBy(type => Array.IndexOf(Sources, type.ClrType) is >= 0 and var place ? place : Sources.Length)
            .ThenBy(type => type.GetTableName(), StringComparer.Ordinal)
            .ToList();
        var end = open.Find(type => type.ClrType == last) ?? throw new InvalidOperationException($"{last.Name} is no entity that workspaces own.");
        open.Remove(end);
        var ordered = new List<IEntityType>();
        while (open.Count > 0)
        {
            var free = open.Find(type => !open.Exists(other => other != type && RefersTo(other, type)))
                ?? throw new InvalidOperationException($"These tables refer to each other in a circle: {string.Join(", ", open.Select(type => type.GetTableName()))}.");
            open.Remove(free);
            ordered.Add(free);
        }

        if (ordered.Exists(type => RefersTo(end, type)))
            throw new InvalidOperationException($"{last.Name} refers to another table, and so cannot go after it.");
        return [.. ordered, end];
    }

    /// <summary>The columns by which rows of a table refer to other rows of it, without those of the key.</summary>
    public static IReadOnlyList<IProperty> SelfReferences(IEntityType type) =>
        [.. type.GetForeignKeys().Where(key => key.PrincipalEntityType == type).SelectMany(key => key.Properties).Where(property => !property.IsPrimaryKey()).Distinct()];

    private static bool IsOwned(IEntityType type) => type.GetTableName() is not null && type.FindProperty(nameof(WorkspaceEntity.WorkspaceId)) is not null;

    private static bool RefersTo(IEntityType dependent, IEntityType principal) => dependent.GetForeignKeys().Any(key => key.PrincipalEntityType == principal);
}
