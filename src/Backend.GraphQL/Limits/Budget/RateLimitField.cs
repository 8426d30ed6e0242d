using Backend.GraphQL.Composition;
using Backend.GraphQL.Execution;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Limits;

/// <summary>The field <c>rateLimit</c>, for everybody.</summary>
internal static class RateLimitField
{
    public static void Add(ObjectGraphType query, TypeFactory types)
    {
        var field = new FieldType
        {
            Name = "rateLimit",
            Description = "What the caller may still spend, this operation paid; null where there is no limit.",
            ResolvedType = types.Named(typeof(RateLimit)),
            Resolver = new FunctionResolver(
                context => context.Services.GetRequiredService<OperationSessionAccessor>().Charge?.RateLimit, FieldAuthorization.None),
        };
        CostDirective.Apply(field, 0);
        FieldCosts.Apply(field, 0, list: null);
        query.AddField(field);
    }
}
