using Backend.GraphQL;
using Backend.Platform.Errors;

namespace Backend.Platform.Idempotency;

/// <summary>The key was used for another operation within its 24 hours.</summary>
internal sealed class IdempotencyKeyReusedException() : BackendException(
    ErrorCodes.IdempotencyKeyReused, "This idempotency key was used for another operation. Use a new key for each operation, and the same one only to repeat it.");

/// <summary>The operation with this key still runs.</summary>
internal sealed class IdempotencyInProgressException() : BackendException(
    ErrorCodes.IdempotencyInProgress, "The operation with this idempotency key still runs. Repeat the request in a moment.");
