using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Backend.GraphQL;

/// <summary>Says for whom the operations of a connection run.</summary>
public interface IOperationSessionFactory
{
    /// <summary>The session of an HTTP request, from its headers.</summary>
    OperationSession FromRequest(HttpContext context);

    /// <summary>The session of a WebSocket, from the request that opened it and the payload of <c>connection_init</c>.</summary>
    /// <param name="context">The request that opened the socket.</param>
    /// <param name="payload">The payload; undefined where none was sent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The session; null refuses the connection.</returns>
    Task<OperationSession?> FromConnectionInitAsync(HttpContext context, JsonElement payload, CancellationToken cancellationToken);
}
