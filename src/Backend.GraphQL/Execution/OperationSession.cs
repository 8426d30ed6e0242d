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

    /// <summary>Tells when the session ends before its time; null where nothing could end it.</summary>
    public ISessionLifetime? Lifetime { get; init; }

    /// <summary>Whether responses say what they cost.</summary>
    public bool ReportsCost { get; init; }

    /// <summary>What the operations of one HTTP request come to; null on a connection that goes on.</summary>
    public RequestUsage? Usage { get; init; }

    /// <summary>The latest change that the caller knows of: what it reads is not from before. Null where it says nothing.</summary>
    public SyncId? Seen { get; init; }
}

/// <summary>What a scope is opened for.</summary>
/// <param name="Operation">The operation's name; null where it has none.</param>
/// <param name="MayLag">Whether what it reads may be a moment old: that of a query, which changes nothing.</param>
public readonly record struct ScopePurpose(string? Operation, bool MayLag);

/// <summary>Prepares the scope of an operation, or of one event of a subscription, for its session.</summary>
public interface IOperationScopeInitializer
{
    /// <summary>Says who the scope works for.</summary>
    /// <param name="scope">The scope's services.</param>
    /// <param name="session">For whom.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task InitializeAsync(IServiceProvider scope, OperationSession session, CancellationToken cancellationToken);

    /// <summary>
    /// Whether what failed in a scope may succeed at once in a new one, because what it leaned on was gone: asked only of what
    /// has changed nothing.
    /// </summary>
    bool IsWorthRepeating(IServiceProvider scope) => false;

    /// <summary>
    /// Names those who see exactly what the scope's caller sees, whatever becomes of their rights: with them, it may share the
    /// results of subscriptions. Null for a caller who shares with nobody.
    /// </summary>
    string? AudienceOf(IServiceProvider scope, OperationSession session) => null;
}

/// <summary>Opens the scopes of operations.</summary>
/// <param name="scopes">The root's scopes.</param>
/// <param name="initializer">Prepares them.</param>
public sealed class OperationScopeFactory(IServiceScopeFactory scopes, IOperationScopeInitializer initializer)
{
    /// <summary>Opens a scope for a session; whoever opens it disposes it.</summary>
    public ValueTask<AsyncServiceScope> OpenAsync(OperationSession session, CancellationToken cancellationToken) =>
        OpenAsync(session, default, cancellationToken);

    /// <summary>Opens a scope for a session; whoever opens it disposes it.</summary>
    public async ValueTask<AsyncServiceScope> OpenAsync(OperationSession session, ScopePurpose purpose, CancellationToken cancellationToken)
    {
        for (var isLast = false; ; isLast = true)
        {
            var scope = scopes.CreateAsyncScope();
            try
            {
                var accessor = scope.ServiceProvider.GetRequiredService<OperationSessionAccessor>();
                (accessor.Session, accessor.Purpose) = (session, purpose);
                await initializer.InitializeAsync(scope.ServiceProvider, session, cancellationToken);
                return scope;
            }
            catch
            {
                var again = !isLast && IsWorthRepeating(scope.ServiceProvider);
                await scope.DisposeAsync();
                // Databases have exceptions of their own for a statement that was interrupted.
                cancellationToken.ThrowIfCancellationRequested();
                if (!again)
                    throw;
            }
        }
    }

    /// <summary>With whom a session may share the results of subscriptions; null for nobody.</summary>
    internal string? AudienceOf(IServiceProvider scope, OperationSession session) => initializer.AudienceOf(scope, session);

    /// <summary>Whether a query that failed in a scope may succeed at once in a new one.</summary>
    internal bool IsWorthRepeating(IServiceProvider scope) => initializer.IsWorthRepeating(scope);
}

/// <summary>The session of a scope.</summary>
public sealed class OperationSessionAccessor
{
    /// <summary>The session; null outside an operation.</summary>
    public OperationSession? Session { get; set; }

    /// <summary>What the scope was opened for.</summary>
    public ScopePurpose Purpose { get; internal set; }

    /// <summary>The fields that were refused for want of a permission, and are not told of yet.</summary>
    internal List<string> Denied { get; } = [];

    /// <summary>Whether the answer shows what must be shown once and kept nowhere, also not for a repeated request.</summary>
    public bool ShowsSecret { get; set; }

    /// <summary>What the operation was charged; null outside one.</summary>
    internal Limits.OperationCharge? Charge { get; set; }
}
