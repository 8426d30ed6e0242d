namespace Backend.GraphQL;

/// <summary>
/// Tells the engine what an exception of a library means to the caller, such as a database that is away. What no mapper knows
/// is reported as <c>INTERNAL</c>.
/// </summary>
public interface IExceptionMapper
{
    /// <summary>An <see cref="ICodedException"/> in its place; null where it means nothing to the caller. The cause is logged.</summary>
    Exception? Map(Exception exception);
}
