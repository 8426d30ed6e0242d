namespace Backend.GraphQL;

/// <summary>
/// On a resolver, or on the method that opens a stream: what it gives depends on what the caller may do, and never on who that
/// is. Subscriptions that select such fields and plain properties alone are executed once for all who have the same rights.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DependsOnRightsOnlyAttribute : Attribute;

/// <summary>On an input class: what it asks for may be another thing for each caller, such as "mine".</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DependsOnViewerAttribute : Attribute;
