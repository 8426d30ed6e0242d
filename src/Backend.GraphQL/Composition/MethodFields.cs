using System.Reflection;
using Backend.GraphQL.Execution;
using Backend.GraphQL.Idempotency;
using Backend.GraphQL.Limits;
using GraphQL.Types;

namespace Backend.GraphQL.Composition;

/// <summary>Makes fields of resolver methods.</summary>
internal static class MethodFields
{
    /// <summary>A field of an object type.</summary>
    public static FieldType Create(MethodInfo method, TypeFactory types) =>
        Create(method, FieldAuthorization.From(method) ?? FieldAuthorization.None, types);

    /// <summary>A field of Query, which must say who may have it.</summary>
    public static FieldType CreateQuery(MethodInfo method, TypeFactory types) => Create(method, RootAuthorization(method), types);

    /// <summary>A field of Mutation: its payload holds the result, the sync id and the declared errors.</summary>
    public static FieldType CreateMutation(MethodInfo method, TypeFactory types)
    {
        var authorization = RootAuthorization(method);
        var (readers, arguments) = Parameters.Bind(method, types);
        var field = Describe(method, authorization, arguments, types);
        var errors = method.GetCustomAttributesData().Concat(method.DeclaringType!.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType.IsGenericType && attribute.AttributeType.GetGenericTypeDefinition() == typeof(ErrorAttribute<>))
            .Select(attribute => attribute.AttributeType.GenericTypeArguments[0])
            .Distinct()
            .ToArray();
        field.ResolvedType = new NonNullGraphType(PayloadTypes.Create(field.Name, method, errors, types));
        var result = ClrTypeRef.OfReturn(method).Named;
        field.Resolver = new MutationResolver(
            new ResolverMethod(method, readers), authorization, new ErrorFactory(errors), new KeptResults(result, types),
            method.IsDefined(typeof(OutsideTransactionAttribute), inherit: false));
        return field;
    }

    /// <summary>A field of Subscription: the method resolves an event, its companion opens the stream.</summary>
    public static FieldType CreateSubscription(MethodInfo method, TypeFactory types)
    {
        var authorization = RootAuthorization(method);
        var subscribe = method.GetCustomAttribute<SubscribeAttribute>()!;
        var opener = method.DeclaringType!.GetMethod(subscribe.With, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            ?? throw new SchemaException($"{method.DeclaringType}.{method.Name} names a stream method {subscribe.With} that does not exist.");
        if (!opener.ReturnType.IsGenericType || opener.ReturnType.GetGenericTypeDefinition() != typeof(IAsyncEnumerable<>))
            throw new SchemaException($"{opener.DeclaringType}.{opener.Name} opens a stream and must return IAsyncEnumerable<T>.");
        var (openerReaders, arguments) = Parameters.Bind(opener, types);
        var field = Describe(method, authorization, arguments, types);
        field.ResolvedType = types.Output(ClrTypeRef.OfReturn(method));
        field.Resolver = new MethodResolver(new ResolverMethod(method, Parameters.Bind(method, types).Readers), authorization);
        DemandResumable(opener, subscribe, arguments);
        field.StreamResolver = new EventStreamResolver(new ResolverMethod(opener, openerReaders), subscribe.ResumesAt);
        return field;
    }

    private static void DemandResumable(MethodInfo opener, SubscribeAttribute subscribe, IEnumerable<QueryArgument> arguments)
    {
        if (subscribe.ResumesAt is not { } name)
            return;
        if (arguments.All(argument => argument.Name != name))
            throw new SchemaException($"{opener.DeclaringType}.{opener.Name} has no argument {name} to resume at.");
        if (!typeof(IPlacedEvent).IsAssignableFrom(opener.ReturnType.GetGenericArguments()[0]))
            throw new SchemaException($"{opener.DeclaringType}.{opener.Name} can be resumed, so its events must be {nameof(IPlacedEvent)}s.");
    }

    private static FieldType Create(MethodInfo method, FieldAuthorization authorization, TypeFactory types)
    {
        var (readers, arguments) = Parameters.Bind(method, types);
        var field = Describe(method, authorization, arguments, types);
        field.ResolvedType = types.Output(ClrTypeRef.OfReturn(method));
        field.Resolver = new MethodResolver(new ResolverMethod(method, readers), authorization);
        return field;
    }

    private static FieldType Describe(MethodInfo method, FieldAuthorization authorization, QueryArguments arguments, TypeFactory types)
    {
        var field = new FieldType
        {
            Name = Naming.Field(method),
            Description = XmlDocs.Summary(method),
            DeprecationReason = method.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
            Arguments = arguments,
        };
        AuthorizeDirective.Apply(field, authorization);
        FieldCosts.Apply(field, method, types.IsService);
        return field;
    }

    private static FieldAuthorization RootAuthorization(MethodInfo method) => FieldAuthorization.From(method)
        ?? throw new SchemaException($"Root field {method.DeclaringType}.{method.Name} must say who may have it: [Authorize] or [AllowAnonymous].");
}
