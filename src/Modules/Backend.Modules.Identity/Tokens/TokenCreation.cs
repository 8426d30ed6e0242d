using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Tokens;

/// <summary>Makes tokens for somebody in the viewer's workspace.</summary>
internal sealed class TokenCreation(
    BackendDbContext db, Viewer viewer, PermissionCatalog permissions, OperationSessionAccessor operation, TimeProvider clock)
{
    public async Task<PersonalTokenCreated> AddAsync(Guid userId, TokenDetails details, CancellationToken cancellationToken)
    {
        // A token that could make another would outlive its own end and scopes.
        viewer.DemandPerson();
        var (text, now) = (TokenText.New(), clock.GetUtcNow());
        var scopes = TokenRules.Scopes(details.Scopes, permissions);
        var token = PersonalToken.Create(viewer.RequiredWorkspaceId, userId, details with { Scopes = scopes }, text, now);
        await db.PersonalTokens.DemandFreeAsync(details.Id, cancellationToken);
        if (await db.PersonalTokens.CountAsync(other => other.UserId == userId && other.RevokedAt == null, cancellationToken) >= TokenRules.MaxTokensOfOne)
            throw new ValidationFailedException("name", $"There are {TokenRules.MaxTokensOfOne} tokens already. Revoke one that is not needed.");
        db.Add(token);
        operation.ShowsSecret = true;
        return new PersonalTokenCreated(token, text);
    }
}
