using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Backend.GraphQL.Limits;

/// <summary>
/// Ends validation once there are more errors than are reported: finding each takes time, for its place in the document and
/// for what might have been meant.
/// </summary>
internal sealed class ErrorLimit(int reported) : INodeVisitor
{
    /// <summary>The errors to report: the first ones, and that there are more.</summary>
    public ExecutionErrors Cap(IEnumerable<ValidationError> found)
    {
        var errors = new ExecutionErrors();
        errors.AddRange(found.Take(reported));
        if (found.Skip(reported).Any())
            errors.Add(new CodedExecutionError(ErrorCodes.ValidationFailed, $"There are more errors; the first {reported} are shown."));
        return errors;
    }

    public ValueTask EnterAsync(ASTNode node, ValidationContext context) =>
        context.HasErrors && context.Errors.Skip(reported).Any() ? throw new ReachedException() : default;

    public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;

    internal sealed class ReachedException() : Exception("There are more errors than are reported.");
}
