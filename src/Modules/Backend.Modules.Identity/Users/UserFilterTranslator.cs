using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Identity.Users;

internal sealed class UserFilterTranslator(BackendDbContext db, Viewer viewer, IWorkspaceMembers members, TimeProvider clock)
    : FilterTranslator<UserFilter, User>(clock), IReferenceFilter<UserFilter>
{
    public IQueryable<Guid> Matching(UserFilter filter) => db.Users.Where(filter, this).Select(user => user.Id);

    protected override void Translate(UserFilter filter, Predicates<User> where)
    {
        var me = viewer.UserId;
        where.Add(filter.Id, user => user.Id);
        where.Add(filter.Name, user => user.Name);
        where.Add(filter.DisplayName, user => user.DisplayName);
        where.Add(filter.IsMe, user => user.Id == me);
        if (filter.Email is not null)
        {
            // An address that the viewer may not read must not be guessed by filtering either.
            var visible = members.VisibleIds();
            where.Add(user => user.Id == me || visible.Contains(user.Id));
            where.Add(filter.Email, user => user.Email);
        }

        if (filter.IsNull == true)
            where.Add(_ => false);
    }
}
