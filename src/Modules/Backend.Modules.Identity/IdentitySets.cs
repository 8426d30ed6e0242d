using Backend.Modules.Identity.Accounts;
using Backend.Modules.Identity.Sessions;
using Backend.Modules.Identity.Tokens;
using Backend.Modules.Identity.Users;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity;

/// <summary>The module's entities.</summary>
internal static class IdentitySets
{
    extension(BackendDbContext db)
    {
        public DbSet<User> Users => db.Set<User>();

        public DbSet<ExternalIdentity> ExternalIdentities => db.Set<ExternalIdentity>();

        public DbSet<Session> Sessions => db.Set<Session>();

        public DbSet<PersonalToken> PersonalTokens => db.Set<PersonalToken>();

        public DbSet<KnownNetwork> KnownNetworks => db.Set<KnownNetwork>();

        public DbSet<HeardSignOut> HeardSignOuts => db.Set<HeardSignOut>();
    }
}
