using Backend.Contracts.Identity;
using Backend.GraphQL;
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

    [NodeResolver]
    public static DataLoaderResult<PersonalToken?> GetById(Guid id, PersonalTokenByIdDataLoader tokens) => tokens.Load(id);
}

internal static class PersonalTokenDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, PersonalToken>> GetPersonalTokenByIdAsync(
        IReadOnlyList<Guid> ids, VisibleTokens tokens, CancellationToken cancellationToken) =>
        tokens.Query().Where(token => ids.Contains(token.Id)).ToDictionaryAsync(token => token.Id, cancellationToken);
}
