using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Backend.GraphQL;

/// <summary>Accepts WebSockets that speak graphql-transport-ws.</summary>
internal sealed class GraphQLSocketHandler(IRequestExecutor executor, IOperationSessionFactory sessions, TimeProvider clock)
{
    public const string Subprotocol = "graphql-transport-ws";

    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        var spoken = context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol, StringComparer.Ordinal);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(spoken ? Subprotocol : null);
        using var connection = new SocketConnection(socket);
        if (!spoken)
        {
            await connection.CloseAsync(CloseCodes.SubprotocolNotAcceptable, "Subprotocol not acceptable");
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await using var session = new SocketSession(connection, executor, sessions, clock, context);
        try
        {
            await session.RunAsync(ending.Token);
            await connection.CloseAsync((int)WebSocketCloseStatus.NormalClosure, "Closed");
        }
        catch (SocketCloseException close)
        {
            await connection.CloseAsync(close.Code, close.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await connection.CloseAsync((int)WebSocketCloseStatus.EndpointUnavailable, "The server is going away");
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // The peer is gone; its operations end with the session.
        }
    }
}
