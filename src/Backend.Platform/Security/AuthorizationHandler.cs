using Backend.GraphQL;

namespace Backend.Platform.Security;

/// <summary>Decides by the permissions of the scope's viewer.</summary>
internal sealed class AuthorizationHandler(Viewer viewer) : IAuthorizationHandler
{
    public AuthorizationResult Authorize(string? permission) => viewer switch
    {
        { UserId: null } => AuthorizationResult.Unauthenticated,
        _ when permission is null || viewer.Can(permission) => AuthorizationResult.Allowed,
        _ => AuthorizationResult.Forbidden,
    };
}
