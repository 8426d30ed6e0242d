using GraphQL.Execution;

namespace Backend.GraphQL.Execution;

/// <summary>A selection as a plan sees it.</summary>
internal sealed class PlanFieldContext(PlanExecution execution, PlanField field) : FieldContext
{
    public override IServiceProvider Services => execution.Services;

    public override CancellationToken CancellationToken => execution.CancellationToken;

    internal override string ResponseName { get; } = field.ResponseName;

    internal override string QualifiedName => @field.QualifiedName;

    internal override bool TryGetArgument(string name, out object? value)
    {
        if (execution.Arguments(field) is { } given && given.TryGetValue(name, out var argument) && argument.Source != ArgumentSource.FieldDefault)
        {
            value = argument.Value;
            return true;
        }

        value = null;
        return false;
    }

    internal override bool Selects(string fieldName) =>
        field.Shape.Selections.Any(selection => Array.Exists(selection.Written, selected => selected.Definition.Name == fieldName));
}
