using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Execution;

/// <summary>
/// Holds a plan against the caller's rights before any resolver runs: each requirement is asked for once. A field that the
/// caller may not have is null, as if its resolver had failed, with one error whose path has the response names that lead
/// to it and no list indices, however many objects there are; the rest of the data is resolved.
/// </summary>
internal static class PlanAuthorization
{
    /// <summary>The fields, by number, that the caller may not have; null where there are none.</summary>
    public static bool[]? FindDenied(OperationPlan plan, IServiceProvider services, FieldErrors errors)
    {
        if (plan.GuardedFields.Count == 0)
            return null;
        var handler = services.GetRequiredService<IAuthorizationHandler>();
        bool[]? denied = null;
        foreach (var field in plan.GuardedFields)
        {
            foreach (var authorization in field.Authorizations)
            {
                var result = handler.Authorize(authorization.Permission);
                if (result == AuthorizationResult.Allowed)
                    continue;
                (denied ??= new bool[plan.FieldCount])[field.Number] = true;
                errors.Add(new AccessDeniedException(result, authorization.Permission), field, field.NamedPath);
                break;
            }
        }

        return denied;
    }
}
