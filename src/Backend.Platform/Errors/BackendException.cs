using Backend.GraphQL;

namespace Backend.Platform.Errors;

/// <summary>A failure that the caller is told of, with a stable code. Anything else is a defect and is reported as <c>INTERNAL</c>.</summary>
/// <param name="code">The stable code, listed in <c>docs/api.md</c>.</param>
/// <param name="message">What went wrong, for a person.</param>
public abstract class BackendException(string code, string message) : Exception(message), ICodedException
{
    /// <inheritdoc />
    public string Code { get; } = code;

    /// <inheritdoc />
    public virtual IReadOnlyDictionary<string, object?> Extensions => new Dictionary<string, object?>(StringComparer.Ordinal);
}

/// <summary>There is no such thing, or the viewer may not see it: the two look the same.</summary>
/// <param name="what">The kind of thing, such as <c>Issue</c>.</param>
/// <param name="path">The input field that names it, if one does.</param>
public sealed class NotFoundException(string what, params string[] path)
    : BackendException("NOT_FOUND", $"{what} not found.")
{
    /// <summary>The input field that names it, such as <c>["input", "stateId"]</c>; empty where none does.</summary>
    public IReadOnlyList<string> Path { get; } = path;
}

/// <summary>The viewer may see the thing, but not do this with it.</summary>
/// <param name="message">What is not allowed.</param>
public sealed class ForbiddenException(string message) : BackendException("FORBIDDEN", message);

/// <summary>The caller is not signed in.</summary>
public sealed class UnauthenticatedException() : BackendException("UNAUTHENTICATED", "Sign in to do this.");

/// <summary>The thing changed since the caller last read it.</summary>
/// <param name="what">The kind of thing, such as <c>Issue</c>.</param>
/// <param name="currentVersion">The version it has now; null where it is not known.</param>
public sealed class ConflictException(string what, int? currentVersion = null)
    : BackendException("CONFLICT", $"{what} was changed by someone else. Read it again and repeat the change.")
{
    /// <summary>The version that the thing has now; null where it is not known.</summary>
    public int? CurrentVersion { get; } = currentVersion;
}

/// <summary>A part that is needed for this does not answer; the same call may succeed later.</summary>
/// <param name="message">What is unavailable.</param>
public sealed class UnavailableException(string message) : BackendException("UNAVAILABLE", message);
