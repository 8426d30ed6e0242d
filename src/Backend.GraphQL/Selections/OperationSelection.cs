using Backend.GraphQL.Execution;

namespace Backend.GraphQL;

/// <summary>The selection of the scope's operation. A scope that was told nothing reads all members.</summary>
internal sealed class OperationSelection : ISelection
{
    /// <summary>What the operation reads; null for everything.</summary>
    public SelectedMembers? Members { get; private set; }

    /// <summary>Says which operation the scope executes.</summary>
    public void Use(OperationPlan plan) => Members = SelectedMembers.Of(plan);

    public IReadOnlySet<string>? MembersOf(Type type) => Members?.Of(type);
}
