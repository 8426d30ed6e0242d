using GraphQL.Types;

namespace Backend.GraphQL.Execution;

/// <summary>Reads a member of a mutation's result from its payload; nothing where there is no result.</summary>
/// <param name="member">The member.</param>
internal sealed class ResultAccess(PropertyAccess member) : PropertyAccess
{
    public override object? Read(object owner) => ((MutationPayload)owner).Result is { } result ? member.Read(result) : null;

    public override PropertyWriter Writer(ScalarGraphType leaf) => new ResultWriter(member.Writer(leaf));

    private sealed class ResultWriter(PropertyWriter writer) : PropertyWriter
    {
        public override bool Write(ResponseBuffer json, object owner) => ((MutationPayload)owner).Result is { } result && writer.Write(json, result);
    }
}
