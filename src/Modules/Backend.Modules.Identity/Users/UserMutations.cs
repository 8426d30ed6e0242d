using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Users;

[MutationType]
internal static class UserMutations
{
    /// <summary>Changes the viewer's own profile.</summary>
    [Authorize]
    [Error<ValidationError>]
    [Error<ConflictError>]
    public static async Task<User> UserUpdateAsync(
        UserUpdateInput input, BackendDbContext db, Viewer viewer, TimeProvider clock, CancellationToken cancellationToken)
    {
        viewer.DemandPerson();
        var me = viewer.RequiredUserId;
        var user = await db.Users.SingleAsync(user => user.Id == me, cancellationToken);
        user.Update(input, clock.GetUtcNow());
        if (input.DisplayName.HasValue && await db.Users.AnyAsync(other => other.DisplayName == user.DisplayName && other.Id != me, cancellationToken))
            throw new ValidationFailedException("displayName", $"Somebody else is '{user.DisplayName}' already.");
        return user;
    }
}
