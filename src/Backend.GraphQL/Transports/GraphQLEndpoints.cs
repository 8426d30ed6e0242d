using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.GraphQL;

/// <summary>Maps the GraphQL endpoint.</summary>
public static class GraphQLEndpoints
{
    /// <summary>Maps POST, GET, server-sent events and WebSocket on one address, and the SDL below it.</summary>
    /// <param name="endpoints">The routes.</param>
    /// <param name="path">The address, such as <c>/graphql</c>.</param>
    /// <returns>The routes.</returns>
    public static IEndpointRouteBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, string path)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<GraphQLTransportOptions>>();
        endpoints.Map(path, HandleAsync).WithMetadata(new BodyLimit(options.Value.MaxRequestBytes));
        endpoints.MapGet($"{path}/schema.graphql", (IRequestExecutor executor) => Results.Text(executor.Sdl, "text/plain; charset=utf-8"));
        return endpoints;
    }

    private static Task HandleAsync(HttpContext context) => context.WebSockets.IsWebSocketRequest
        ? context.RequestServices.GetRequiredService<GraphQLSocketHandler>().HandleAsync(context)
        : context.RequestServices.GetRequiredService<GraphQLHttpHandler>().HandleAsync(context);

    private sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => bytes;
    }
}
