using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Execution;

/// <summary>
/// What of a plan the caller may not have, found out before any resolver runs: each requirement is asked for once. A field
/// that the caller may not have is null, as if its resolver had failed, with one error whose path has the response names
/// that lead to it and no list indices, however many objects there are; the rest of the data is resolved. Where an
/// interface or a union stands, only the objects decide whether a type is met: each that the caller may not have is null,
/// with an error of its own.
/// </summary>
internal sealed class PlanAuthorization
{
    /// <summary>Nothing is denied.</summary>
    public static readonly PlanAuthorization Everything = new(0);

    private readonly bool[] fields;
    private readonly Dictionary<PlanSelection, AccessDeniedException> selections = [];

    private PlanAuthorization(int fieldCount) => fields = new bool[fieldCount];

    /// <summary>Whether the caller may not have a field; its error is reported already.</summary>
    public bool Denies(PlanField field) => fields.Length > 0 && fields[field.Number];

    /// <exception cref="AccessDeniedException">The caller may not have objects of the selection's type.</exception>
    public void Demand(PlanSelection selection)
    {
        if (selections.Count > 0 && selections.TryGetValue(selection, out var denied))
            throw denied;
    }

    /// <summary>Asks for the caller's rights, and reports the fields that are denied.</summary>
    public static PlanAuthorization Check(OperationPlan plan, IServiceProvider services, FieldErrors errors)
    {
        if (plan.GuardedFields.Count == 0 && plan.GuardedSelections.Count == 0)
            return Everything;
        var handler = services.GetRequiredService<IAuthorizationHandler>();
        var found = new PlanAuthorization(plan.FieldCount);
        foreach (var field in plan.GuardedFields)
        {
            if (Deny(handler, field.Authorizations) is not { } denied)
                continue;
            found.fields[field.Number] = true;
            errors.Add(denied, field, field.NamedPath);
        }

        foreach (var selection in plan.GuardedSelections)
        {
            if (Deny(handler, [selection.Guard!]) is { } denied)
                found.selections.Add(selection, denied);
        }

        return found;
    }

    private static AccessDeniedException? Deny(IAuthorizationHandler handler, IReadOnlyList<FieldAuthorization> authorizations)
    {
        foreach (var authorization in authorizations)
        {
            var result = handler.Authorize(authorization.Permission);
            if (result != AuthorizationResult.Allowed)
                return new AccessDeniedException(result, authorization.Permission);
        }

        return null;
    }
}
