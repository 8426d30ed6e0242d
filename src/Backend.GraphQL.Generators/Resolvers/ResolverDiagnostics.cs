using Microsoft.CodeAnalysis;

namespace Backend.GraphQL.Generators;

/// <summary>What the generator says where a method cannot be a resolver.</summary>
internal static class ResolverDiagnostics
{
    public static readonly DiagnosticDescriptor NotStatic = Error(
        "BGQL010",
        "A resolver is static",
        "'{0}' must be static: it gets what it needs as parameters; mark it [GraphQLIgnore] where it is no field");

    public static readonly DiagnosticDescriptor NotCallable = Error(
        "BGQL011",
        "A resolver can be called from the generated class",
        "'{0}' is called by a generated class, so it must be public (a class, or a method that opens a stream, may be internal), not "
        + "generic, and without ref, in or out parameters");

    public static readonly DiagnosticDescriptor WrongParent = Error(
        "BGQL012",
        "A resolver's parent is the object that its class extends",
        "'{0}' takes '{1}' as its parent, but the fields of its class belong to {2}");

    public static readonly DiagnosticDescriptor NoAuthorization = Error(
        "BGQL013",
        "A root field says who may have it",
        "'{0}' is a root field; give it, or its class, [Authorize] or [AllowAnonymous]");

    public static readonly DiagnosticDescriptor NoConnection = Error(
        "BGQL014",
        "A resolver with page arguments is a connection",
        "'{0}' takes PageArguments and needs [UseConnection]");

    public static readonly DiagnosticDescriptor NoStream = Error(
        "BGQL015",
        "A subscription names the method that opens its stream",
        "'{0}' names '{1}', which must be a static method of its class that returns IAsyncEnumerable<T> of {2}");

    public static readonly DiagnosticDescriptor Duplicate = Error(
        "BGQL016",
        "Resolvers of a class have distinct names",
        "'{0}' stands twice in '{1}', and resolvers cannot be overloaded; rename one, or mark it [GraphQLIgnore]");

    public static readonly DiagnosticDescriptor ReturnsQuery = Error(
        "BGQL017",
        "A resolver returns data, not a query",
        "'{0}' returns '{1}', which nobody would page or run on the request's terms; return a connection (ToConnectionAsync) or a list");

    public static readonly DiagnosticDescriptor TaskOfLoader = Error(
        "BGQL018",
        "A DataLoader's result is returned as it is",
        "'{0}' returns '{1}'; a DataLoader's result that comes only after an await misses its batch, so return it directly, and chain "
        + "what comes after it with Then");

    public static readonly DiagnosticDescriptor WrongNodeResolver = Error(
        "BGQL019",
        "A node resolver loads a node by its id",
        "'{0}' must take a Guid, then services, and return DataLoaderResult<T?>");

    public static readonly DiagnosticDescriptor ForcedLoader = Error(
        "BGQL020",
        "A resolver does not wait for a DataLoader",
        "'{0}' forces a DataLoader's result, which fetches its keys alone, before those of the other objects; return the result, and "
        + "chain what comes after it with Then");

    public static readonly DiagnosticDescriptor Blocking = Error(
        "BGQL021",
        "A resolver does not block",
        "'{0}' blocks a thread of the server with '{1}'; make it async and await the task");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Resolver", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
