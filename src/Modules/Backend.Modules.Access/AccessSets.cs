using Backend.Modules.Access.Grants;
using Backend.Modules.Access.Roles;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Access;

/// <summary>The module's entities.</summary>
internal static class AccessSets
{
    extension(BackendDbContext db)
    {
        public DbSet<Role> Roles => db.Set<Role>();

        public DbSet<Grant> Grants => db.Set<Grant>();
    }
}
