using System.Security.Claims;
using Backend.GraphQL.Execution;
using GraphQL;
using Microsoft.Extensions.Options;

namespace Backend.GraphQL.Introspection;

/// <summary>
/// Decides who is shown the schema. Who is not, is not told of it by the way either: what validation says of a wrong name then
/// leaves out which names it is like. <c>__typename</c> says only what a caller was given, and is for all.
/// </summary>
internal sealed class IntrospectionGate(IOptions<IntrospectionOptions> options)
{
    private const string Suggestion = " Did you mean ";

    private readonly IntrospectionAccess access = options.Value.Access;

    /// <exception cref="IntrospectionRefusedException">The document asks for the schema, and the caller may not have it.</exception>
    public void Demand(PreparedDocument document, OperationSession session)
    {
        if (document.AsksForSchema && Refusal(session.User) is { } refusal)
            throw refusal;
    }

    /// <summary>Why the caller is not shown the schema; null for who is.</summary>
    public IntrospectionRefusedException? Refusal(ClaimsPrincipal user) => access switch
    {
        IntrospectionAccess.Everyone => null,
        IntrospectionAccess.SignedIn => user.Identity is { IsAuthenticated: true } ? null : IntrospectionRefusedException.SignInFirst(),
        _ => IntrospectionRefusedException.Disabled(),
    };

    /// <summary>What validation says, as far as the caller may be told.</summary>
    public IEnumerable<ExecutionError> Shown(IEnumerable<ExecutionError> problems, OperationSession session) =>
        Refusal(session.User) is null ? problems : problems.Select(WithoutSuggestion);

    private static ExecutionError WithoutSuggestion(ExecutionError problem)
    {
        if (problem.Message.IndexOf(Suggestion, StringComparison.Ordinal) is not (> 0 and var end))
            return problem;
        var plain = new CodedExecutionError(ErrorTranslator.Code(problem), problem.Message[..end]);
        foreach (var location in problem.Locations ?? [])
            plain.AddLocation(location);
        return plain;
    }
}
