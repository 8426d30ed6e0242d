using System.Reflection;
using Backend.GraphQL.Limits;
using GraphQL.Conversion;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Composition;

/// <summary>Composes the schema of the annotated classes of all modules.</summary>
internal static class SchemaComposer
{
    /// <exception cref="SchemaException">The classes do not make a schema.</exception>
    public static ISchema Compose(IServiceProvider services)
    {
        var isService = services.GetRequiredService<IServiceProviderIsService>();
        var catalog = new TypeCatalog(services.GetServices<GraphQLTypesAssembly>().Select(registered => registered.Assembly));
        var types = new TypeFactory(catalog, isService.IsService);
        var schema = new Schema(services)
        {
            NameConverter = new KeepNames(),
            Query = Root("Query", "What can be read.", catalog.Queries, MethodFields.CreateQuery, types)!,
            Mutation = Root("Mutation", "What can be changed. Each field is a transaction of its own, in the order given.", catalog.Mutations, MethodFields.CreateMutation, types),
            Subscription = Root("Subscription", "What can be followed live.", catalog.Subscriptions, CreateSubscription, types),
        };
        NodeFields.Add((ObjectGraphType)schema.Query, types);
        RateLimitField.Add((ObjectGraphType)schema.Query, types);
        foreach (var type in catalog.ObjectTypes)
            types.Named(type);
        types.Finish();
        schema.Directives.Register(
            new AuthorizeDirective(types.Scalars.Text),
            new CostDirective(types.Scalars.Text),
            new ListSizeDirective(types.Scalars.Text, types.Scalars.Whole, types.Scalars.Truth));
        foreach (var type in types.All.OrderBy(type => type.Name, StringComparer.Ordinal))
            schema.RegisterType(type);
        schema.Initialize();
        return schema;
    }

    private static ObjectGraphType? Root(
        string name, string description, IReadOnlyList<Type> classes, Func<MethodInfo, TypeFactory, FieldType?> create, TypeFactory types)
    {
        if (classes.Count == 0)
            return null;
        var root = types.Add(new ObjectGraphType { Name = name, Description = description });
        foreach (var method in classes.SelectMany(ObjectFields.ResolverMethods))
        {
            if (create(method, types) is { } field)
                root.AddField(field);
        }

        return root;
    }

    // The methods that open streams stand beside those that resolve their events.
    private static FieldType? CreateSubscription(MethodInfo method, TypeFactory types) =>
        method.IsDefined(typeof(SubscribeAttribute)) ? MethodFields.CreateSubscription(method, types) : null;

    /// <summary>Names are final when they reach GraphQL.NET.</summary>
    private sealed class KeepNames : INameConverter
    {
        public string NameForField(string fieldName, IComplexGraphType parentGraphType) => fieldName;

        public string NameForArgument(string argumentName, IComplexGraphType parentGraphType, FieldType field) => argumentName;
    }
}
