using System.Collections.Concurrent;
using System.Text.Json;
using Backend.GraphQL.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.GraphQL;

/// <summary>One graphql-transport-ws connection: its handshake and its running operations.</summary>
internal sealed class SocketSession(
    SocketConnection connection, IRequestExecutor executor, IOperationSessionFactory sessions, TimeProvider clock, HttpContext context)
    : IAsyncDisposable
{
    private const int MaxOperations = 100;
    private static readonly TimeSpan InitialisationPatience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, SocketOperation> operations = new(StringComparer.Ordinal);
    private OperationSession? session;
    private bool initialising;

    /// <summary>Reads messages until the connection ends.</summary>
    /// <exception cref="SocketCloseException">The peer broke the protocol.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(InitialisationPatience, clock);
        while (true)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session is null ? patience.Token : CancellationToken.None);
            JsonDocument? message;
            try
            {
                message = await connection.ReceiveAsync(limit.Token);
            }
            catch (OperationCanceledException) when (session is null && patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new SocketCloseException(CloseCodes.InitialisationTimeout, "Connection initialisation timeout");
            }

            if (message is null)
                return;
            using (message)
                await HandleAsync(message.RootElement, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var operation in operations.Values)
            await operation.StopAsync();
    }

    private Task HandleAsync(JsonElement message, CancellationToken cancellationToken) => Text(message, "type") switch
    {
        "connection_init" => InitialiseAsync(message, cancellationToken),
        "ping" => connection.SendAsync("pong", null, default, cancellationToken),
        "pong" => Task.CompletedTask,
        "subscribe" => SubscribeAsync(message, cancellationToken),
        "complete" => CompleteAsync(Text(message, "id")),
        var type => throw new SocketCloseException(CloseCodes.BadRequest, $"Invalid message type '{Shorten(type)}'"),
    };

    private async Task InitialiseAsync(JsonElement message, CancellationToken cancellationToken)
    {
        if (initialising)
            throw new SocketCloseException(CloseCodes.TooManyInitialisationRequests, "Too many initialisation requests");
        initialising = true;
        var payload = message.TryGetProperty("payload", out var given) ? given : default;
        if (payload.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
            throw new SocketCloseException(CloseCodes.BadRequest, "The payload of connection_init must be an object");
        session = (await sessions.FromConnectionInitAsync(context, payload, cancellationToken))?.OfConnection(context)
            ?? throw new SocketCloseException(CloseCodes.Forbidden, "Forbidden");
        await connection.SendAsync("connection_ack", null, default, cancellationToken);
    }

    private async Task SubscribeAsync(JsonElement message, CancellationToken cancellationToken)
    {
        if (session is null)
            throw new SocketCloseException(CloseCodes.Unauthorized, "Unauthorized");
        var id = Text(message, "id");
        if (id.Length == 0 || !message.TryGetProperty("payload", out var payload))
            throw new SocketCloseException(CloseCodes.BadRequest, "subscribe needs an id and a payload");
        OperationRequest request;
        try
        {
            request = RequestReader.Read(payload, context.RequestServices.GetRequiredService<IOptions<GraphQLLimits>>().Value);
        }
        catch (TransportException error) when (error.Code == ErrorCodes.VariablesTooLarge)
        {
            await connection.SendAsync("error", id, error.ToErrors(), cancellationToken);
            return;
        }
        catch (TransportException error)
        {
            throw new SocketCloseException(CloseCodes.BadRequest, error.Message);
        }

        if (operations.Count >= MaxOperations)
            throw new SocketCloseException(CloseCodes.BadRequest, $"At most {MaxOperations} operations run on one connection");
        var operation = new SocketOperation(id, connection, cancellationToken);
        if (!operations.TryAdd(id, operation))
            throw new SocketCloseException(CloseCodes.SubscriberAlreadyExists, $"Subscriber for {Shorten(id)} already exists");
        operation.Start(executor, request, session, ended: () => operations.TryRemove(id, out _));
    }

    private async Task CompleteAsync(string id)
    {
        if (operations.TryRemove(id, out var operation))
            await operation.StopAsync();
    }

    private static string Text(JsonElement message, string name) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()!
            : throw new SocketCloseException(CloseCodes.BadRequest, $"The message needs a text '{name}'");

    // A close reason has room for 123 bytes.
    private static string Shorten(string text) => text.Length <= 20 ? text : text[..20];
}
