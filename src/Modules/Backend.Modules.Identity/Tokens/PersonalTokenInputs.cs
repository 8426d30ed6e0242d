using Backend.Contracts.Identity;
using Backend.GraphQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Identity.Tokens;

/// <summary>What a new token is to be.</summary>
internal sealed record TokenDetails(Guid? Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt);

/// <summary>A new token of the viewer's own.</summary>
internal sealed record PersonalTokenCreateInput
{
    /// <summary>An id made by the client, a UUID of version 7.</summary>
    [ID<PersonalToken>]
    public Guid? Id { get; init; }

    /// <summary>What it is for, 1 to 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The permissions that it may use, such as <c>issue:read</c>: those of the roles.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it ends; left out, never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A new token of a service account.</summary>
internal sealed record ServiceAccountTokenCreateInput
{
    /// <summary>An id made by the client, a UUID of version 7.</summary>
    [ID<PersonalToken>]
    public Guid? Id { get; init; }

    /// <summary>The service account.</summary>
    [ID<IUser>]
    public required Guid UserId { get; init; }

    /// <summary>What it is for, 1 to 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The permissions that it may use, such as <c>issue:read</c>: those of the roles.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it ends; left out, never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Names a token to revoke.</summary>
internal sealed record PersonalTokenRevokeInput
{
    /// <summary>The token.</summary>
    [ID<PersonalToken>]
    public required Guid Id { get; init; }
}

/// <summary>A new token.</summary>
[Payload]
internal sealed class PersonalTokenCreated(PersonalToken personalToken, string? token) : IKeptResult<PersonalTokenCreated>
{
    /// <summary>The token's description.</summary>
    public PersonalToken PersonalToken { get; } = personalToken;

    /// <summary>The token itself. It is shown this once and kept nowhere: null where a repeated request finds what an earlier one made.</summary>
    public string? Token { get; } = token;

    public string Keep() => PersonalToken.Id.ToString("N");

    public static async Task<PersonalTokenCreated> RestoreAsync(string kept, IServiceProvider services, CancellationToken cancellationToken)
    {
        var id = Guid.ParseExact(kept, "N");
        return new(await services.GetRequiredService<VisibleTokens>().Query().SingleAsync(token => token.Id == id, cancellationToken), token: null);
    }
}
