using Backend.Platform.Persistence;

namespace Backend.Platform.Security;

/// <summary>A workspace's access version.</summary>
public sealed record AccessVersion
{
    /// <summary>The counter that holds it.</summary>
    internal const string CounterName = "access";

    /// <summary>The workspace.</summary>
    public Guid WorkspaceId { get; init; }

    /// <summary>Counts the changes of who may do what; there is no row before the first.</summary>
    public long Value { get; init; }

    /// <summary>The versions of all workspaces, to be joined with what else is asked.</summary>
    public static IQueryable<AccessVersion> In(BackendDbContext db) =>
        db.Counters.Where(counter => counter.Name == CounterName)
            .Select(counter => new AccessVersion { WorkspaceId = counter.WorkspaceId, Value = counter.Value });
}
