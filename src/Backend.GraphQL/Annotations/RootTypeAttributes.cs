namespace Backend.GraphQL;

/// <summary>Marks a static class whose public static methods become fields of the <c>Query</c> type.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QueryTypeAttribute : Attribute;

/// <summary>
/// Marks a static class whose public static methods become fields of the <c>Mutation</c> type. Each method becomes
/// <c>name(input): NamePayload</c>, where the payload holds the method's result, the <c>syncId</c> of the commit and the
/// typed errors declared with <see cref="ErrorAttribute{TError}"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MutationTypeAttribute : Attribute;

/// <summary>Marks a static class whose <see cref="SubscribeAttribute"/> methods become fields of the <c>Subscription</c> type.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubscriptionTypeAttribute : Attribute;
