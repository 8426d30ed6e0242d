using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL;

/// <summary>For whom operations run: what a request's headers, or a socket's <c>connection_init</c>, said.</summary>
/// <param name="User">The validated claims; not authenticated for a caller who is not signed in.</param>
/// <param name="Workspace">The workspace asked for; null for the default one.</param>
/// <param name="RequestId">The id under which the request is logged.</param>
/// <param name="Expires">When what proved the caller ends, and with it every connection of the session; null where that is not known.</param>
public sealed record OperationSession(ClaimsPrincipal User, string? Workspace, string RequestId, DateTimeOffset? Expires = null)
{
    /// <summary>From where the caller calls, by which callers who are not signed in share a budget; null where that is not known.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>Whether responses say what they cost.</summary>
    public bool ReportsCost { get; init; }

    /// <summary>What the operations of one HTTP request come to; null on a connection that goes on.</summary>
    public RequestUsage? Usage { get; init; }
}

/// <summary>Prepares the scope of an operation, or of one event of a subscription, for its session.</summary>
public interface IOperationScopeInitializer
{
    /// <summary>Says who the scope works for.</summary>
    /// <param name="scope">The scope's services.</param>
    /// <param name="session">For whom.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task InitializeAsync(IServiceProvider scope, OperationSession session, CancellationToken cancellationToken);
}

/// <summary>Opens the scopes of operations.</summary>
/// <param name="scopes">The root's scopes.</param>
/// <param name="initializer">Prepares them.</param>
public sealed class OperationScopeFactory(IServiceScopeFactory scopes, IOperationScopeInitializer initializer)
{
    /// <summary>Opens a scope for a session; whoever opens it disposes it.</summary>
    public async Task<AsyncServiceScope> OpenAsync(OperationSession session, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            scope.ServiceProvider.GetRequiredService<OperationSessionAccessor>().Session = session;
            await initializer.InitializeAsync(scope.ServiceProvider, session, cancellationToken);
            return scope;
        }
        catch
        {
            await scope.DisposeAsync();
            // Databases have exceptions of their own for a statement that was interrupted.
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }
}

/// <summary>The session of a scope.</summary>
public sealed class OperationSessionAccessor
{
    /// <summary>The session; null outside an operation.</summary>
    public OperationSession? Session { get; set; }

    /// <summary>What the operation was charged; null outside one.</summary>
    internal Limits.OperationCharge? Charge { get; set; }
}
