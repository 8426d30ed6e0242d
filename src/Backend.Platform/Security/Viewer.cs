using System.Collections.Frozen;
using Backend.Platform.Errors;

namespace Backend.Platform.Security;

/// <summary>
/// Who makes the request and in which workspace: one per service scope, filled in by the <see cref="IViewerResolver"/>
/// before anything else runs in the scope.
/// </summary>
public sealed class Viewer
{
    /// <summary>The signed-in user; null for a caller who is not signed in.</summary>
    public Guid? UserId { get; private set; }

    /// <summary>The workspace of the request; null where the user has none.</summary>
    public Guid? WorkspaceId { get; private set; }

    /// <summary>The user's role in the workspace; null where the user has no workspace.</summary>
    public string? Role { get; private set; }

    /// <summary>The permissions that the caller's token may use; null for a caller who came without one, and may use all.</summary>
    public FrozenSet<string>? Scopes { get; private set; }

    /// <summary>What the user may do everywhere in the workspace that the role reaches.</summary>
    public FrozenSet<string> Permissions { get; private set; } = FrozenSet<string>.Empty;

    /// <summary>What the user may do with single things, beyond that.</summary>
    public ViewerGrants Grants { get; private set; } = ViewerGrants.None;

    /// <summary>The signed-in user.</summary>
    /// <exception cref="UnauthenticatedException">The caller is not signed in.</exception>
    public Guid RequiredUserId => UserId ?? throw new UnauthenticatedException();

    /// <summary>The workspace of the request.</summary>
    /// <exception cref="NotFoundException">The user belongs to no workspace.</exception>
    public Guid RequiredWorkspaceId => WorkspaceId ?? throw new NotFoundException("Workspace");

    /// <summary>Whether the user holds a permission in the workspace.</summary>
    public bool Can(string permission) => Permissions.Contains(permission);

    /// <exception cref="ForbiddenException">The user does not hold a permission in the workspace.</exception>
    public void Demand(string permission)
    {
        if (!Can(permission))
            throw new ForbiddenException($"This needs the permission '{permission}'.");
    }

    /// <summary>Makes sure that there may be something with which the viewer may do that; with what, is asked of each thing.</summary>
    /// <exception cref="ForbiddenException">There is nothing.</exception>
    public void DemandSomewhere(string permission)
    {
        if (!Grants.AllowSomewhere(permission))
            Demand(permission);
    }

    /// <summary>Makes sure that a person is signed in, not a token: what is needed is nothing that a scope could name.</summary>
    /// <exception cref="ForbiddenException">The caller came with a token.</exception>
    public void DemandPerson()
    {
        if (Scopes is not null)
            throw new ForbiddenException("A token cannot do this. Sign in instead.");
    }

    /// <summary>Says who the viewer is, and what the viewer may do within the scopes, where there are any.</summary>
    public void SignIn(
        Guid userId, Guid? workspaceId, string? role, FrozenSet<string> permissions, ViewerGrants grants, FrozenSet<string>? scopes = null)
    {
        UserId = userId;
        WorkspaceId = workspaceId;
        Role = role;
        Scopes = scopes;
        Permissions = permissions;
        Grants = grants;
    }
}
