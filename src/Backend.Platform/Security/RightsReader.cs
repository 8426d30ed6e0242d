using Backend.GraphQL;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Security;

/// <summary>Reads rights together with the access version that counts their changes.</summary>
internal sealed class RightsReader(IServiceScopeFactory scopes) : IRightsReader
{
    public async ValueTask<Rights?> ReadAsync(IServiceProvider scope, CancellationToken cancellationToken) =>
        VersionOf(scope) is { } version && scope.GetService<IRightsClasses>() is { } classes && await classes.FindAsync(cancellationToken) is { } name
            ? new Rights(name, version)
            : null;

    public long? VersionOf(IServiceProvider scope) => scope.GetRequiredService<BackendDbContext>().Session.AccessVersion;

    public async ValueTask<long> ReadVersionAsync(IServiceProvider scope, CancellationToken cancellationToken)
    {
        var workspaceId = scope.GetRequiredService<Viewer>().RequiredWorkspaceId;
        await using var own = scopes.CreateAsyncScope();
        return await AccessVersion.In(own.ServiceProvider.GetRequiredService<BackendDbContext>())
            .Where(known => known.WorkspaceId == workspaceId).Select(known => known.Value).FirstOrDefaultAsync(cancellationToken);
    }
}
