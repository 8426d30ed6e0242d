using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Backend.GraphQL;

/// <summary>Accepts WebSockets that speak graphql-transport-ws.</summary>
internal sealed class GraphQLSocketHandler(
    IRequestExecutor executor, IOperationSessionFactory sessions, IOptions<GraphQLTransportOptions> options, IOptions<GraphQLLimits> limits,
    TimeProvider clock, IHostApplicationLifetime? lifetime = null)
{
    public const string Subprotocol = "graphql-transport-ws";

    private readonly GraphQLTransportOptions options = options.Value;

    public async Task HandleAsync(HttpContext context)
    {
        var spoken = context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol, StringComparer.Ordinal);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(spoken ? Subprotocol : null);
        using var connection = new SocketConnection(socket, options, clock);
        if (!spoken)
            connection.End(CloseCodes.SubprotocolNotAcceptable, "Subprotocol not acceptable");
        using var stopping = lifetime?.ApplicationStopping.Register(
            () => connection.End((int)WebSocketCloseStatus.EndpointUnavailable, "The server is going away"));
        await RunAsync(context, connection);
    }

    private async Task RunAsync(HttpContext context, SocketConnection connection)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var operations = new SocketOperations(connection, executor, options);
        var session = new SocketSession(connection, operations, sessions, options, limits.Value, context);
        var reading = session.ReadAsync(ending.Token);
        var watching = new SocketWatch(connection, session, options, clock).RunAsync(ending.Token);

        await Task.WhenAny(reading, connection.Closing);
        await ending.CancelAsync();
        connection.End((int)WebSocketCloseStatus.NormalClosure, "Closed");
        await connection.CloseAsync(await connection.Closing, reading, context.RequestAborted);
        await operations.StopAsync();
        await watching;
        if (connection.Fault is { } fault)
            throw new InvalidOperationException("An operation of a socket failed.", fault);
    }
}
