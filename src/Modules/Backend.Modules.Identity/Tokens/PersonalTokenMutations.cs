using Backend.GraphQL;
using Backend.Modules.Identity.ServiceAccounts;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Tokens;

[MutationType]
internal static class PersonalTokenMutations
{
    /// <summary>
    /// Creates a token of the viewer's own, for programs, in the workspace of the request. It is shown this once. A caller with
    /// a token cannot create one.
    /// </summary>
    [Authorize]
    [Error<ValidationError>]
    [Error<ForbiddenError>]
    public static Task<PersonalTokenCreated> PersonalTokenCreateAsync(
        PersonalTokenCreateInput input, Viewer viewer, TokenCreation creation, CancellationToken cancellationToken) =>
        creation.AddAsync(viewer.RequiredUserId, new(input.Id, input.Name, input.Scopes, input.ExpiresAt), cancellationToken);

    /// <summary>Creates a token of a service account. It is shown this once. A caller with a token cannot create one.</summary>
    [Authorize(ServiceAccountPermissions.Manage)]
    [Error<ValidationError>]
    [Error<NotFoundError>]
    [Error<ForbiddenError>]
    public static async Task<PersonalTokenCreated> ServiceAccountTokenCreateAsync(
        ServiceAccountTokenCreateInput input, VisibleServiceAccounts accounts, TokenCreation creation, CancellationToken cancellationToken)
    {
        if (!await accounts.Query().AnyAsync(account => account.Id == input.UserId, cancellationToken))
            throw new NotFoundException("User", "input", "userId");
        return await creation.AddAsync(input.UserId, new(input.Id, input.Name, input.Scopes, input.ExpiresAt), cancellationToken);
    }

    /// <summary>
    /// Revokes a token of the viewer's own or, for who manages service accounts, of one of those: at once, also what it has open.
    /// </summary>
    [Authorize]
    [Error<NotFoundError>]
    [Error<ForbiddenError>]
    public static async Task<PersonalToken> PersonalTokenRevokeAsync(
        PersonalTokenRevokeInput input, BackendDbContext db, Viewer viewer, VisibleTokens tokens, KnownTokens known, OpenTokens open,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        viewer.DemandPerson();
        var token = await tokens.Query().SingleOrDefaultAsync(token => token.Id == input.Id, cancellationToken)
            ?? throw new NotFoundException(nameof(PersonalToken), "input", "id");
        token.Revoke(clock.GetUtcNow());
        db.OnCommitted(() =>
        {
            known.Forget(token.Id);
            open.End([token.Id]);
        });
        return token;
    }
}
