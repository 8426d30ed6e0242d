using Backend.Modules.Workspaces.Members;
using Backend.Modules.Workspaces.Teams;
using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces;

/// <summary>The module's entities.</summary>
internal static class WorkspacesSets
{
    extension(BackendDbContext db)
    {
        public DbSet<Workspace> Workspaces => db.Set<Workspace>();

        public DbSet<Membership> Memberships => db.Set<Membership>();

        public DbSet<Team> Teams => db.Set<Team>();

        public DbSet<TeamMembership> TeamMemberships => db.Set<TeamMembership>();
    }
}
