using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Backend.GraphQL.Generators;

/// <summary>The annotations that the generator reads, by name: it does not reference the engine.</summary>
internal static class ResolverAttributes
{
    public const string ObjectType = "Backend.GraphQL.ObjectTypeAttribute`1";
    public const string Ignore = "Backend.GraphQL.GraphQLIgnoreAttribute";
    public const string DataLoader = "Backend.GraphQL.DataLoaderAttribute";
    public const string NodeResolver = "Backend.GraphQL.NodeResolverAttribute";
    public const string Subscribe = "Backend.GraphQL.SubscribeAttribute";
    public const string UseConnection = "Backend.GraphQL.UseConnectionAttribute";
    public const string BindMember = "Backend.GraphQL.BindMemberAttribute";
    public const string Authorize = "Backend.GraphQL.AuthorizeAttribute";
    public const string AllowAnonymous = "Backend.GraphQL.AllowAnonymousAttribute";
    public const string Parent = "Backend.GraphQL.ParentAttribute";
    public const string EventMessage = "Backend.GraphQL.EventMessageAttribute";
    public const string QueryType = "Backend.GraphQL.QueryTypeAttribute";
    public const string MutationType = "Backend.GraphQL.MutationTypeAttribute";
    public const string SubscriptionType = "Backend.GraphQL.SubscriptionTypeAttribute";

    /// <summary>The annotations of classes with resolvers.</summary>
    public static ImmutableArray<string> Classes { get; } = [QueryType, MutationType, SubscriptionType, ObjectType];

    public static AttributeData? Find(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && Name(type) == name);

    public static bool Has(ISymbol symbol, string name) => Find(symbol, name) is not null;

    /// <summary>Whether the class has resolvers.</summary>
    public static bool IsResolverClass(INamedTypeSymbol type) => Classes.Any(name => Has(type, name));

    /// <summary>The name of a type as reflection has it, without its type arguments.</summary>
    public static string Name(ITypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } container ? $"{container.ToDisplayString()}.{type.MetadataName}" : type.MetadataName;
}
