using Backend.GraphQL;

namespace Backend.Modules.Identity.Tokens;

[QueryType]
internal static class PersonalTokenQueries
{
    /// <summary>
    /// The viewer's tokens in the workspace and, for who manages service accounts, those of these, the latest first; revoked and
    /// expired ones too, until they are deleted.
    /// </summary>
    [Authorize]
    [UseConnection]
    public static Task<Connection<PersonalToken>> GetPersonalTokensAsync(PageArguments page, VisibleTokens tokens, CancellationToken cancellationToken) =>
        tokens.Query().ToConnectionAsync(page, new SortKeys<PersonalToken>().Add(token => token.CreatedAt, SortDirection.Desc), cancellationToken);
}
