using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Backend.GraphQL;

/// <summary>Maps the GraphQL endpoint.</summary>
public static class GraphQLEndpoints
{
    /// <summary>Maps POST, GET and WebSocket on one address, and the SDL below it.</summary>
    /// <param name="endpoints">The routes.</param>
    /// <param name="path">The address, such as <c>/graphql</c>.</param>
    /// <returns>The routes.</returns>
    public static IEndpointRouteBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, string path)
    {
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Post, HttpMethods.Connect], HandleAsync)
            .WithMetadata(new BodyLimit());
        endpoints.MapGet($"{path}/schema.graphql", (IRequestExecutor executor) => Results.Text(executor.Sdl, "text/plain; charset=utf-8"));
        return endpoints;
    }

    private static Task HandleAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var executor = services.GetRequiredService<IRequestExecutor>();
        var sessions = services.GetRequiredService<IOperationSessionFactory>();
        if (!context.WebSockets.IsWebSocketRequest)
            return new GraphQLHttpHandler(executor, sessions).HandleAsync(context);
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        return new GraphQLSocketHandler(executor, sessions, services.GetRequiredService<TimeProvider>()).HandleAsync(context, stopping);
    }

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => GraphQLHttpHandler.MaxBodySize;
    }
}
