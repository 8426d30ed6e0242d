using Backend.GraphQL;

namespace Backend.Platform.Errors;

/// <summary>The input breaks a rule.</summary>
public sealed record ValidationError(string Message, IReadOnlyList<string> Path) : IError
{
    /// <inheritdoc />
    public string Code => "VALIDATION_FAILED";

    /// <summary>One error per broken rule.</summary>
    public static IEnumerable<ValidationError> CreateErrorFrom(ValidationFailedException exception) =>
        exception.Failures.Select(failure => new ValidationError(failure.Message, failure.Path));
}

/// <summary>Something that the input names does not exist, or the viewer may not see it.</summary>
public sealed record NotFoundError(string Message, IReadOnlyList<string> Path) : IError
{
    /// <inheritdoc />
    public string Code => "NOT_FOUND";

    /// <summary>The error.</summary>
    public static NotFoundError CreateErrorFrom(NotFoundException exception) => new(exception.Message, exception.Path);
}

/// <summary>The object changed since the caller read it, or another one already has what must be unique.</summary>
public sealed record ConflictError(string Message, int? CurrentVersion) : IError
{
    /// <inheritdoc />
    public string Code => "CONFLICT";

    /// <inheritdoc />
    public IReadOnlyList<string> Path => ["input", "expectedVersion"];

    /// <summary>The error.</summary>
    public static ConflictError CreateErrorFrom(ConflictException exception) => new(exception.Message, exception.CurrentVersion);
}

/// <summary>The viewer may see the object, but not do this with it.</summary>
public sealed record ForbiddenError(string Message) : IError
{
    /// <inheritdoc />
    public string Code => "FORBIDDEN";

    /// <inheritdoc />
    public IReadOnlyList<string> Path => [];

    /// <summary>The error.</summary>
    public static ForbiddenError CreateErrorFrom(ForbiddenException exception) => new(exception.Message);
}
