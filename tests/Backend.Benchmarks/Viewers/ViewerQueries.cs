using Backend.Modules.Identity.Accounts;
using Backend.Modules.Identity.Users;
using Backend.Modules.Workspaces.Members;
using Backend.Modules.Workspaces.Viewers;
using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Benchmarks.Viewers;

/// <summary>The statement that finds who the caller is, sent in two ways.</summary>
internal static class ViewerQueries
{
    private static readonly Func<BackendDbContext, string, string, string?, Task<Seat?>> Compiled =
        EF.CompileAsyncQuery((BackendDbContext db, string issuer, string subject, string? slug) => (
            from identity in db.Set<ExternalIdentity>()
            where identity.Issuer == issuer && identity.Subject == subject
            join user in db.Set<User>() on identity.UserId equals user.Id
            join membership in db.Set<Membership>().Where(held => held.State == MembershipState.Active) on user.Id equals membership.UserId into memberships
            from membership in memberships.DefaultIfEmpty()
            join workspace in db.Set<Workspace>().Where(named => slug == null || named.Slug == slug) on membership.WorkspaceId equals workspace.WorkspaceId into workspaces
            from workspace in workspaces.DefaultIfEmpty()
            orderby workspace == null, membership.CreatedAt, membership.Id
            select new Seat(user.Id, user.Status == UserStatus.Active, (Guid?)workspace.Id, workspace == null ? null : membership.Role, 0, 0, 0))
            .IgnoreQueryFilters().FirstOrDefault());

    /// <summary>As the product sends it: recognised by its shape.</summary>
    public static Task<Seat?> ByShapeAsync(BackendDbContext db, string issuer, string subject, string? slug) => Query(db, issuer, subject, slug).FirstOrDefaultAsync();

    /// <summary>Compiled once, by hand.</summary>
    public static Task<Seat?> CompiledAsync(BackendDbContext db, string issuer, string subject, string? slug) => Compiled(db, issuer, subject, slug);

    private static IQueryable<Seat> Query(BackendDbContext db, string issuer, string subject, string? slug) => (
        from identity in db.Set<ExternalIdentity>()
        where identity.Issuer == issuer && identity.Subject == subject
        join user in db.Set<User>() on identity.UserId equals user.Id
        join membership in db.Set<Membership>().Where(held => held.State == MembershipState.Active) on user.Id equals membership.UserId into memberships
        from membership in memberships.DefaultIfEmpty()
        join workspace in db.Set<Workspace>().Where(named => slug == null || named.Slug == slug) on membership.WorkspaceId equals workspace.WorkspaceId into workspaces
        from workspace in workspaces.DefaultIfEmpty()
        orderby workspace == null, membership.CreatedAt, membership.Id
        select new Seat(user.Id, user.Status == UserStatus.Active, (Guid?)workspace.Id, workspace == null ? null : membership.Role, 0, 0, 0))
        .IgnoreQueryFilters();
}
