using System.Security.Claims;
using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Backend.Platform.Persistence.Replicas;
using Backend.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Security;

/// <summary>
/// Fills in the viewer when an operation's scope is opened, and decides where the scope reads. Who the caller is, and what it
/// may do, is always asked of the database itself; what a query reads may come from the replica.
/// </summary>
internal sealed class OperationScopeInitializer(IServiceScopeFactory scopes, ReplicaRouter? replica = null) : IOperationScopeInitializer
{
    public async Task InitializeAsync(IServiceProvider scope, OperationSession session, CancellationToken cancellationToken)
    {
        var purpose = scope.GetRequiredService<OperationSessionAccessor>().Purpose;
        Describe(scope, session, purpose);
        if (session.User.Identity?.IsAuthenticated != true)
            return;
        if (replica is { IsUsable: true } && purpose.MayLag)
            await ChooseAsync(replica, scope, session, purpose, cancellationToken);
        else
            await scope.GetRequiredService<IViewerResolver>().ResolveAsync(session.User, session.Workspace, cancellationToken);
        if (RequestLogScope.Current is { } log)
            log.UserId = scope.GetRequiredService<Viewer>().UserId;
        if (scope.GetRequiredService<DatabaseScope>().HasWritten && scope.GetRequiredService<Viewer>().UserId is { } userId)
            replica?.NoteWrite(userId);
    }

    // The same sign-in, or the same token, in the same workspace: what it may do may change, but for all of them alike.
    public string? AudienceOf(IServiceProvider scope, OperationSession session) =>
        scope.GetRequiredService<Viewer>() is { WorkspaceId: { } workspaceId } && session.User.FindFirstValue("iss") is { } issuer
            ? $"{workspaceId:N} {session.Workspace} {issuer.Length} {issuer} {session.User.FindFirstValue("sub")}"
            : null;

    public bool IsWorthRepeating(IServiceProvider scope)
    {
        var database = scope.GetRequiredService<DatabaseScope>();
        if (database.UsesReplica && (database.LostConnection || database.LacksConnection))
            replica?.ReportFailure();
        return database.UsesReplica || database.LostConnection;
    }

    // A scope has one context, so the viewer is looked up in a scope of its own.
    private async Task ChooseAsync(
        ReplicaRouter router, IServiceProvider scope, OperationSession session, ScopePurpose purpose, CancellationToken cancellationToken)
    {
        await using var lookUp = scopes.CreateAsyncScope();
        var services = lookUp.ServiceProvider;
        Describe(services, session, purpose);
        var database = scope.GetRequiredService<DatabaseScope>();
        var asked = services.GetRequiredService<DatabaseScope>();
        try
        {
            await services.GetRequiredService<IViewerResolver>().ResolveAsync(session.User, session.Workspace, cancellationToken);
        }
        finally
        {
            (database.LostConnection, database.HasWritten) = (asked.LostConnection, asked.HasWritten);
        }

        var viewer = services.GetRequiredService<Viewer>();
        database.UsesReplica = !asked.HasWritten && await router.MayAnswerAsync(viewer, session.Seen, cancellationToken);
        scope.GetRequiredService<Viewer>().SignIn(viewer.RequiredUserId, viewer.WorkspaceId, viewer.Role, viewer.Permissions, viewer.Grants, viewer.Scopes);
        scope.GetRequiredService<BackendDbContext>().Session = services.GetRequiredService<BackendDbContext>().Session;
    }

    private static void Describe(IServiceProvider scope, OperationSession session, ScopePurpose purpose)
    {
        scope.GetRequiredService<RequestInfo>().RequestId = session.RequestId;
        var database = scope.GetRequiredService<DatabaseScope>();
        (database.RequestId, database.Operation) = (session.RequestId, purpose.Operation);
        database.Origin = AuditOrigin.Of(session.User, session.RemoteAddress);
    }
}
