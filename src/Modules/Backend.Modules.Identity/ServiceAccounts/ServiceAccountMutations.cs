using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Identity.Users;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.ServiceAccounts;

[MutationType]
internal static class ServiceAccountMutations
{
    /// <summary>
    /// Creates a service account: a user of the workspace that is a program, with a role, and signs in with tokens alone
    /// (<c>serviceAccountTokenCreate</c>). A caller with a token cannot create one.
    /// </summary>
    [Authorize(ServiceAccountPermissions.Manage)]
    [Error<ValidationError>]
    [Error<ForbiddenError>]
    public static async Task<User> ServiceAccountCreateAsync(
        ServiceAccountCreateInput input, BackendDbContext db, Viewer viewer, IMemberships memberships, TimeProvider clock, CancellationToken cancellationToken)
    {
        viewer.DemandPerson();
        if (input.Role == WorkspaceRole.Owner)
            throw new ValidationFailedException("role", "A service account is no owner.");
        if (input.Id is { } id && await db.Users.AnyAsync(user => user.Id == id, cancellationToken))
            throw ClientIds.Taken();
        var handle = await db.Users.FirstFreeHandleAsync(Handle.From(input.Name), cancellationToken);
        var account = User.CreateBot(input.Id, input.Name, handle, clock.GetUtcNow());
        db.Add(account);
        memberships.Admit(account.Id, input.Role);
        return account;
    }
}

/// <summary>A new service account.</summary>
internal sealed record ServiceAccountCreateInput
{
    /// <summary>An id made by the client, a UUID of version 7.</summary>
    [ID<IUser>]
    public Guid? Id { get; init; }

    /// <summary>The name, 1 to 128 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do in the workspace, at most; any role but that of an owner.</summary>
    public required WorkspaceRole Role { get; init; }
}
