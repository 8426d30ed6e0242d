using System.Text.Json;
using Backend.GraphQL.Limits;
using Microsoft.AspNetCore.Http;

namespace Backend.GraphQL;

/// <summary>One graphql-transport-ws connection: its handshake, and what its messages ask for.</summary>
internal sealed class SocketSession(
    SocketConnection connection, SocketOperations operations, IOperationSessionFactory sessions, GraphQLTransportOptions options,
    GraphQLLimits limits, HttpContext context)
{
    // A token and a workspace; what is larger is not meant for a handshake.
    private const int MaxInitialisation = 64 * 1024;

    private readonly TaskCompletionSource<OperationSession> initialised = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool initialising;

    /// <summary>Completes when the peer has introduced itself.</summary>
    public Task<OperationSession> Initialised => initialised.Task;

    /// <summary>Whether a message is being worked on, so that nothing else is heard.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Reads messages until the other side closes.</summary>
    public async Task ReadAsync(CancellationToken ending)
    {
        while (await connection.ReceiveAsync(Initialised.IsCompleted ? options.MaxRequestBytes : MaxInitialisation) is { } message)
        {
            IsBusy = true;
            using (message)
                await TryHandleAsync(message.RootElement, ending);
            IsBusy = false;
        }
    }

    private async Task TryHandleAsync(JsonElement message, CancellationToken ending)
    {
        try
        {
            await HandleAsync(message, ending);
        }
        catch (SocketCloseException close)
        {
            connection.End(close.Close.Code, close.Close.Reason);
        }
        catch (TransportException error)
        {
            connection.End(CloseCodes.BadRequest, error.Message);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The connection ends; what the peer still says is read by then, and dropped.
        }
        catch (Exception error) when (error is not System.Net.WebSockets.WebSocketException)
        {
            connection.Fail(error);
        }
    }

    private Task HandleAsync(JsonElement message, CancellationToken ending) => Text(message, "type") switch
    {
        "connection_init" => InitialiseAsync(message, ending),
        "ping" => PongAsync(message, ending),
        "pong" => Task.CompletedTask,
        "subscribe" => SubscribeAsync(message, ending),
        "complete" => operations.CompleteAsync(Text(message, "id")),
        var type => throw new SocketCloseException(CloseCodes.BadRequest, $"Invalid message type '{Shorten(type)}'"),
    };

    private async Task InitialiseAsync(JsonElement message, CancellationToken ending)
    {
        if (initialising)
            throw new SocketCloseException(CloseCodes.TooManyInitialisationRequests, "Too many initialisation requests");
        initialising = true;
        var session = await IdentifyAsync(Payload(message), ending);
        await connection.SendAsync(SocketMessages.Acknowledge, default, ending);
        initialised.SetResult(session);
    }

    private async Task<OperationSession> IdentifyAsync(JsonElement payload, CancellationToken ending)
    {
        try
        {
            return (await sessions.FromConnectionInitAsync(context, payload, ending))?.OfConnection(context)
                ?? throw new SocketCloseException(CloseCodes.Forbidden, "Forbidden");
        }
        catch (Exception error) when (error is ICodedException)
        {
            throw new SocketCloseException(CloseCodes.Unavailable, error.Message);
        }
    }

    private Task PongAsync(JsonElement message, CancellationToken ending) =>
        Payload(message) is { ValueKind: JsonValueKind.Object } payload
            ? connection.SendAsync(SocketMessages.PongWithPayload, System.Text.Encoding.UTF8.GetBytes(payload.GetRawText()), ending)
            : connection.SendAsync(SocketMessages.Pong, default, ending);

    private async Task SubscribeAsync(JsonElement message, CancellationToken ending)
    {
        if (!Initialised.IsCompletedSuccessfully)
            throw new SocketCloseException(CloseCodes.Unauthorized, "Unauthorized");
        var id = Text(message, "id");
        if (id.Length is 0 or > SocketOperations.MaxId || !message.TryGetProperty("payload", out var payload))
            throw new SocketCloseException(CloseCodes.BadRequest, $"subscribe needs an id of 1 to {SocketOperations.MaxId} characters, and a payload");
        try
        {
            await operations.StartAsync(id, RequestReader.Read(payload, limits), await Initialised, ending);
        }
        catch (TransportException error) when (error.Code is ErrorCodes.VariablesTooLarge or ErrorCodes.IdempotencyKeyInvalid)
        {
            await connection.SendAsync(SocketMessages.Error(id), TransportErrors.Write(error), ending);
        }
    }

    private static JsonElement Payload(JsonElement message)
    {
        var payload = message.TryGetProperty("payload", out var given) ? given : default;
        return payload.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object
            ? payload
            : throw new SocketCloseException(CloseCodes.BadRequest, "The payload must be an object");
    }

    private static string Text(JsonElement message, string name) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()!
            : throw new SocketCloseException(CloseCodes.BadRequest, $"The message needs a text '{name}'");

    private static string Shorten(string text) => text.Length <= 20 ? text : text[..20];
}
