namespace Backend.GraphQL.Introspection;

/// <summary>The caller is not shown the schema.</summary>
internal sealed class IntrospectionRefusedException : Exception, ICodedException
{
    private IntrospectionRefusedException(string code, string message) : base(message) => Code = code;

    public string Code { get; }

    public IReadOnlyDictionary<string, object?> Extensions => new Dictionary<string, object?>(StringComparer.Ordinal);

    public static IntrospectionRefusedException SignInFirst() => new(ErrorCodes.Unauthenticated, "Sign in to see the schema.");

    public static IntrospectionRefusedException Disabled() => new(ErrorCodes.IntrospectionDisabled, "The schema is not shown here.");
}
