using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform;
using Backend.Platform.Audit;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Integrations.HandOver;

/// <summary>Opens scopes that see what the owner of a webhook sees, at this moment.</summary>
internal sealed class OwnerScopes(IServiceScopeFactory scopes, AppLinks links)
{
    /// <summary>Opens one; whoever opens it disposes it.</summary>
    /// <returns>The scope; null where the workspace is closed.</returns>
    /// <exception cref="ForbiddenException">The owner may not manage webhooks any more.</exception>
    public async Task<AsyncServiceScope?> OpenAsync(Guid workspaceId, WebhookOwner owner, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            var services = scope.ServiceProvider;
            var database = services.GetRequiredService<DatabaseScope>();
            (database.Operation, database.Origin) = ("webhooks", AuditOrigin.Job);
            if (!await services.GetRequiredService<IWorkspaceDirectory>().TryEnterAsync(workspaceId, cancellationToken))
            {
                await scope.DisposeAsync();
                return null;
            }

            await services.GetRequiredService<IViewerResolver>().ActAsAsync(owner.UserId, owner.TokenId, cancellationToken);
            services.GetRequiredService<Viewer>().Demand(WebhookPermissions.Manage);
            return scope;
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the payloads of a workspace have in common.</summary>
    public async Task<PayloadSetting> DescribeAsync(IServiceProvider scope, Guid workspaceId, IEnumerable<Guid> people, CancellationToken cancellationToken) => new(
        workspaceId,
        await scope.GetRequiredService<IWorkspaceDirectory>().FindSlugAsync(workspaceId, cancellationToken) ?? string.Empty,
        links,
        await scope.GetRequiredService<IUserNames>().GetAsync([.. people.Distinct()], cancellationToken));
}
