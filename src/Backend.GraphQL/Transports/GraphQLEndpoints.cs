using Backend.GraphQL.Execution;
using Backend.GraphQL.Introspection;
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
        endpoints.MapGet($"{path}/schema.graphql", ShowSdl);
        return endpoints;
    }

    private static IResult ShowSdl(HttpContext context, IRequestExecutor executor, IntrospectionGate introspection, ErrorWriter errors)
    {
        if (introspection.Refusal(context.User) is not { } refusal)
            return Results.Text(executor.Sdl, "text/plain; charset=utf-8");
        using var refused = errors.Refuse(refusal);
        var status = refusal.Code == ErrorCodes.Unauthenticated ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        return Results.Text(refused.Response.Span, "application/json; charset=utf-8", status);
    }

    private static Task HandleAsync(HttpContext context) => context.WebSockets.IsWebSocketRequest
        ? context.RequestServices.GetRequiredService<GraphQLSocketHandler>().HandleAsync(context)
        : context.RequestServices.GetRequiredService<GraphQLHttpHandler>().HandleAsync(context);

    private sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => bytes;
    }
}
