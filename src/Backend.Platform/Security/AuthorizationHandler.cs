using Backend.GraphQL;

namespace Backend.Platform.Security;

/// <summary>
/// Decides by the permissions of the scope's viewer. What may be granted for a single thing is let through where the viewer has
/// any such grant: the resolver, which knows the thing, decides.
/// </summary>
internal sealed class AuthorizationHandler(Viewer viewer, PermissionCatalog catalog) : IAuthorizationHandler
{
    public AuthorizationResult Authorize(string? permission) => viewer switch
    {
        { UserId: null } => AuthorizationResult.Unauthenticated,
        _ when permission is null || viewer.Can(permission) => AuthorizationResult.Allowed,
        _ when catalog.IsPerResource(permission) && viewer.Grants.AllowSomewhere(permission) => AuthorizationResult.Allowed,
        _ => AuthorizationResult.Forbidden,
    };
}
