using Backend.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Security;

/// <summary>The request that a scope works for.</summary>
public sealed class RequestInfo
{
    /// <summary>The id under which the request is logged and its changes are recorded; null outside a request.</summary>
    public string? RequestId { get; set; }
}

/// <summary>Opens further scopes for the same viewer, whose rights are looked up anew.</summary>
public interface IViewerScopeFactory
{
    /// <summary>Opens a scope; whoever opens it disposes it.</summary>
    /// <exception cref="Errors.BackendException">The viewer has lost access.</exception>
    ValueTask<AsyncServiceScope> BeginAsync(CancellationToken cancellationToken);
}

internal sealed class ViewerScopeFactory(OperationSessionAccessor current, OperationScopeFactory scopes) : IViewerScopeFactory
{
    public ValueTask<AsyncServiceScope> BeginAsync(CancellationToken cancellationToken) => scopes.OpenAsync(
        current.Session ?? throw new InvalidOperationException("Viewer scopes are opened within an operation."), cancellationToken);
}
