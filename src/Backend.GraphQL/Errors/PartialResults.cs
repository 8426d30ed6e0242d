namespace Backend.GraphQL;

/// <summary>The result of a mutation that may be done in part: what was done, and the errors of the rest.</summary>
public interface IPartialResult
{
    /// <summary>What stood in the way of the rest, of the types that the mutation declares.</summary>
    [GraphQLIgnore]
    IReadOnlyList<IError> Errors { get; }
}

/// <summary>Undoes a mutation for several reasons at once.</summary>
/// <param name="errors">The reasons, of the types that the mutation declares.</param>
public sealed class MutationErrorsException(IReadOnlyList<IError> errors) : Exception("The mutation is refused.")
{
    /// <summary>The reasons.</summary>
    public IReadOnlyList<IError> Errors { get; } = errors;
}
