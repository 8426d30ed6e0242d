using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Backend.Platform.Persistence;

internal static class DetectedEntries
{
    /// <summary>
    /// What is tracked, in the states known so far. <see cref="ChangeTracker.Entries{TEntity}"/> looks through every tracked
    /// entity for changes first, which counts where thousands are saved.
    /// </summary>
    public static IReadOnlyList<EntityEntry<TEntity>> EntriesAsDetected<TEntity>(this ChangeTracker tracker)
        where TEntity : class
    {
        var detects = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            return [.. tracker.Entries<TEntity>()];
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = detects;
        }
    }
}
