using System.Security.Claims;
using Backend.Contracts.Identity;
using Backend.Modules.Identity.Demo;
using Backend.Modules.Identity.Users;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Accounts;

/// <summary>Links sign-ins to users. An e-mail address links nobody: whoever controls an issuer controls its addresses.</summary>
internal sealed class UserAccounts(
    BackendDbContext db, IEnumerable<IDevelopmentIssuer> developmentIssuers, GroupSync groups, TimeProvider clock) : IUserAccounts
{
    private const int Attempts = 3;

    public IQueryable<Account> ByIdentity(string issuer, string subject) =>
        from identity in db.ExternalIdentities
        where identity.Issuer == issuer && identity.Subject == subject
        join user in db.Users on identity.UserId equals user.Id
        select new Account
        {
            UserId = user.Id,
            IsActive = user.Status == UserStatus.Active,
            Groups = new KnownGroups(identity.Groups, identity.GroupsAsOf),
        };

    public bool IsOutdated(KnownGroups? known, ClaimsPrincipal principal) => GroupSync.IsOutdated(known, principal);

    public IQueryable<Account> ById(Guid userId) =>
        db.Users.Where(user => user.Id == userId).Select(user => new Account { UserId = user.Id, IsActive = user.Status == UserStatus.Active });

    public async Task<Account> ProvisionAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var issuer = principal.FindFirstValue("iss") ?? throw new UnauthenticatedException();
        var subject = principal.FindFirstValue("sub") ?? throw new UnauthenticatedException();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await LinkAsync(issuer, subject, principal, cancellationToken);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Another request was faster: it linked the same sign-in, which is found now, or took the handle.
                db.ChangeTracker.Clear();
            }
        }
    }

    public async Task<IUser?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var address = email.ToLowerInvariant();
        return await db.Users.Where(user => user.Email == address).OrderBy(user => user.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<Account> LinkAsync(string issuer, string subject, ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        if (await ByIdentity(issuer, subject).FirstOrDefaultAsync(cancellationToken) is { } linked)
        {
            if (linked.IsActive && IsOutdated(linked.Groups, principal))
            {
                var known = await db.ExternalIdentities.SingleAsync(other => other.Issuer == issuer && other.Subject == subject, cancellationToken);
                await FollowGroupsAsync(known, principal, write, cancellationToken);
            }

            return linked;
        }

        var now = clock.GetUtcNow();
        var user = await FindDemoPersonAsync(issuer, subject, cancellationToken);
        if (user is null)
        {
            var profile = UserProfile.From(principal);
            var handle = Handle.From(profile.HandleSource);
            db.Add(user = User.Create(profile, await db.Users.FirstFreeHandleAsync(handle, cancellationToken), now));
        }

        var identity = ExternalIdentity.Link(issuer, subject, user.Id, now);
        db.Add(identity);
        await FollowGroupsAsync(identity, principal, write, cancellationToken);
        return new Account { UserId = user.Id, IsActive = user.Status == UserStatus.Active };
    }

    private async Task FollowGroupsAsync(ExternalIdentity identity, ClaimsPrincipal principal, WriteTransaction write, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await groups.FollowAsync(identity, principal, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    // The one exception: the people of the server's own development issuer are those of the demo workspace.
    private async Task<User?> FindDemoPersonAsync(string issuer, string subject, CancellationToken cancellationToken)
    {
        if (!developmentIssuers.Any(own => own.Issuer == issuer) || DemoPeople.Find(subject) is not { } person)
            return null;
        return await db.Users.Where(user => user.Email == person.Email).OrderBy(user => user.Id).FirstOrDefaultAsync(cancellationToken);
    }
}
