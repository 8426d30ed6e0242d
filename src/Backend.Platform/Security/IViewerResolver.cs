using System.Security.Claims;

namespace Backend.Platform.Security;

/// <summary>Finds the user behind a token and the workspace of the request, and fills in the scope's <see cref="Viewer"/>.</summary>
public interface IViewerResolver
{
    /// <summary>Fills in the scope's viewer. A principal that is not authenticated leaves it empty.</summary>
    /// <param name="principal">The validated claims.</param>
    /// <param name="workspaceSlug">The workspace asked for; null for the one that the user joined first.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="Errors.NotFoundException">There is no such workspace, or the user is not a member of it.</exception>
    /// <exception cref="Errors.UnauthenticatedException">The user is suspended.</exception>
    Task ResolveAsync(ClaimsPrincipal principal, string? workspaceSlug, CancellationToken cancellationToken);

    /// <summary>
    /// Fills in the scope's viewer for work that a user has asked for, in the workspace of the scope's data session: with the
    /// rights of now, not of when it was asked for.
    /// </summary>
    /// <param name="userId">The user.</param>
    /// <param name="tokenId">The token with which it was asked for, which may do less; null where there was none.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="Errors.ForbiddenException">The user is suspended or no member any more, or the token is revoked or has expired.</exception>
    Task ActAsAsync(Guid userId, Guid? tokenId, CancellationToken cancellationToken);
}
