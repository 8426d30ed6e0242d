using System.Collections.Frozen;
using Backend.Platform.Security;

namespace Backend.Contracts.Access;

/// <summary>Finds what somebody was granted, when an operation begins.</summary>
public interface IViewerAccess
{
    /// <summary>What a user, or the token with which one calls, was granted in the workspace of the scope's data session.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="token">The token; null for a caller who came without one.</param>
    /// <param name="version">The workspace's access version (<see cref="AccessVersion"/>), as it was read with the user's role.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    ValueTask<GrantedAccess> LoadAsync(Guid userId, TokenScopes? token, long version, CancellationToken cancellationToken);
}

/// <summary>A token, and what it may use of what its owner may.</summary>
/// <param name="Id">The token.</param>
/// <param name="Scopes">The permissions.</param>
public sealed record TokenScopes(Guid Id, FrozenSet<string> Scopes);

/// <summary>What a caller was granted, within the scopes of the token.</summary>
/// <param name="Everywhere">What holds in the whole workspace, as far as the role reaches.</param>
/// <param name="Grants">What holds for single things.</param>
public readonly record struct GrantedAccess(IReadOnlyCollection<string> Everywhere, ViewerGrants Grants)
{
    /// <summary>Nothing.</summary>
    public static GrantedAccess None { get; } = new([], ViewerGrants.None);
}
