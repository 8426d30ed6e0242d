using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;
using Backend.Modules.Tracking.Upkeep;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking;

/// <summary>The module's entities. What belongs to an issue (its history, say) is reached through issues only.</summary>
internal static class TrackingSets
{
    extension(BackendDbContext db)
    {
        public DbSet<Issue> Issues => db.Set<Issue>();

        public DbSet<Label> Labels => db.Set<Label>();

        public DbSet<DueNotice> DueNotices => db.Set<DueNotice>();

        public DbSet<WorkflowState> WorkflowStates => db.Set<WorkflowState>();
    }
}
