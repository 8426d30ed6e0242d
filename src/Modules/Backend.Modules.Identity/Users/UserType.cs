using Backend.GraphQL;
using Backend.Modules.Identity.ServiceAccounts;
using Backend.Platform.Security;

namespace Backend.Modules.Identity.Users;

[ObjectType<User>]
internal static class UserType
{
    /// <summary>The e-mail address; null where there is none, or for somebody who does not work with the viewer.</summary>
    [BindMember(nameof(User.Email))]
    public static DataLoaderResult<EmailAddress?> GetEmail([Parent] User user, Viewer viewer, FellowByIdDataLoader fellows) =>
        user.Id == viewer.UserId
            ? DataLoaderResult.FromValue(Address(user))
            : fellows.Load(user.Id).Then(fellow => fellow is null ? null : Address(fellow));

    /// <summary>What the viewer may do with it.</summary>
    public static UserViewerCan GetViewerCan([Parent] User user, Viewer viewer) => new(
        viewer.Scopes is null && user.Id == viewer.UserId,
        viewer.Scopes is null && (user.Id == viewer.UserId || (user.IsBot && viewer.Can(ServiceAccountPermissions.Manage))));

    [NodeResolver]
    public static DataLoaderResult<User?> GetById(Guid id, FellowByIdDataLoader fellows) => fellows.Load(id);

    private static EmailAddress? Address(User user) => user.Email is { } email ? new EmailAddress(email) : null;
}

/// <summary>What the viewer may do with a user or service account.</summary>
/// <param name="Update">Change its profile.</param>
/// <param name="CreateToken">Create tokens of it.</param>
internal sealed record UserViewerCan(bool Update, bool CreateToken);
