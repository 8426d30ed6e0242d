using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Tokens;

[ObjectType<PersonalToken>]
internal static class PersonalTokenType
{
    /// <summary>Whose it is: the viewer's own, or a service account's.</summary>
    [BindMember(nameof(PersonalToken.UserId))]
    public static DataLoaderResult<IUser> GetUser([Parent] PersonalToken token, IUserByIdDataLoader users) => users.LoadRequired(token.UserId);

    /// <summary>The permissions that it may use, such as <c>issue:read</c>.</summary>
    [ListSize(100)]
    public static IReadOnlyList<string> GetScopes([Parent] PersonalToken token) => token.GetScopes();

    /// <summary>What the viewer may do with it.</summary>
    public static PersonalTokenViewerCan GetViewerCan([Parent] PersonalToken token, Viewer viewer) =>
        new(viewer.Scopes is null && token.RevokedAt is null);

    [NodeResolver]
    public static DataLoaderResult<IPersonalToken?> GetById(Guid id, PersonalTokenByIdDataLoader tokens) => tokens.Load(id);
}

/// <summary>What the viewer may do with a token.</summary>
/// <param name="Revoke">Revoke it.</param>
internal sealed record PersonalTokenViewerCan(bool Revoke);

internal static class PersonalTokenDataLoaders
{
    [DataLoader(Implements = typeof(IPersonalTokenByIdDataLoader))]
    public static Task<Dictionary<Guid, IPersonalToken>> GetPersonalTokenByIdAsync(
        IReadOnlyList<Guid> ids, VisibleTokens tokens, CancellationToken cancellationToken) =>
        tokens.Query().Where(token => ids.Contains(token.Id)).ToDictionaryAsync(token => token.Id, IPersonalToken (token) => token, cancellationToken);
}
