using System.Security.Claims;

namespace Backend.Contracts.Identity;

/// <summary>The user behind a sign-in.</summary>
public sealed record Account
{
    /// <summary>The user's id.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Whether the user may sign in; a suspended one may not.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The groups that the sign-in was last seen with; null where it was not looked up by a sign-in.</summary>
    public KnownGroups? Groups { get; init; }
}

/// <summary>The groups that a sign-in was last seen with.</summary>
/// <param name="Names">As <see cref="MappedClaims.Groups"/>; null for never.</param>
/// <param name="AsOf">When the token that said so was issued.</param>
public sealed record KnownGroups(string? Names, DateTimeOffset? AsOf);

/// <summary>Links sign-ins, known by issuer and subject, to users.</summary>
public interface IUserAccounts
{
    /// <summary>The account linked to a sign-in, as a query that others can join to; empty where none is linked yet.</summary>
    IQueryable<Account> ByIdentity(string issuer, string subject);

    /// <summary>The account of a user, as a query that others can join to.</summary>
    IQueryable<Account> ById(Guid userId);

    /// <summary>Whether the claims say more of the person's groups than is known: then <see cref="ProvisionAsync"/> has them followed.</summary>
    /// <param name="known">What is known.</param>
    /// <param name="principal">The validated claims.</param>
    bool IsOutdated(KnownGroups? known, ClaimsPrincipal principal);

    /// <summary>
    /// Creates the user on first sight, from the token's claims, and links the sign-in to it. Where the claims name groups that
    /// are new, the person's places follow them.
    /// </summary>
    /// <param name="principal">The validated claims, with <c>iss</c> and <c>sub</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The account; an existing one if another request was faster.</returns>
    Task<Account> ProvisionAsync(ClaimsPrincipal principal, CancellationToken cancellationToken);

    /// <summary>Finds a user by e-mail address, for the command line and the seed.</summary>
    /// <returns>The user; null where there is none.</returns>
    Task<IUser?> FindByEmailAsync(string email, CancellationToken cancellationToken);
}
