using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Backend.GraphQL.Limits;

/// <summary>
/// Ends validation once there are more errors than are reported: finding each takes time, for its place in the document and
/// for what might have been meant.
/// </summary>
internal sealed class ErrorLimit(int reported) : ValidationRuleBase
{
    /// <summary>The errors to report: the first ones, and that there are more.</summary>
    public ExecutionErrors? Cap(ExecutionErrors? errors)
    {
        var found = errors is [ValidationEndedError ended] ? ended.Errors : errors;
        if (found is null || found.Count <= reported)
            return errors;
        var capped = new ExecutionErrors();
        capped.AddRange(found.Take(reported));
        capped.Add(new CodedExecutionError(ErrorCodes.ValidationFailed, $"There are more errors; the first {reported} are shown."));
        return capped;
    }

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(new Visitor(reported));

    private sealed class Visitor(int reported) : INodeVisitor
    {
        public ValueTask EnterAsync(ASTNode node, ValidationContext context)
        {
            if (!context.HasErrors || context.Errors.Count() <= reported)
                return default;
            var errors = new ExecutionErrors();
            errors.AddRange(context.Errors);
            throw new ValidationEndedError(errors);
        }

        public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;
    }

    private sealed class ValidationEndedError(ExecutionErrors errors) : ExecutionError("There are more errors.")
    {
        public ExecutionErrors Errors { get; } = errors;
    }
}
