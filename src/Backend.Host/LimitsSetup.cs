using Backend.GraphQL;
using Backend.Platform.Errors;
using Microsoft.Extensions.Options;

namespace Backend.Host;

/// <summary>What requests may ask for, which documents run, and who is shown the schema: the sections below <c>Backend:GraphQL</c>.</summary>
internal static class LimitsSetup
{
    private const string LimitsSection = "Backend:GraphQL:Limits";
    private const string TrustedDocumentsSection = "Backend:GraphQL:TrustedDocuments";
    private const string IntrospectionKey = "Backend:GraphQL:Introspection";

    public static IServiceCollection AddBackendLimits(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<GraphQLLimits>().Bind(configuration.GetSection(LimitsSection)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GraphQLLimits>>(
            new GraphQLLimitsValidator(LimitsSection.Replace(":", "__", StringComparison.Ordinal)));
        services.AddOptions<TrustedDocumentsOptions>().Bind(configuration.GetSection(TrustedDocumentsSection)).ValidateOnStart();
        var access = Access(configuration, environment);
        services.AddOptions<IntrospectionOptions>().Configure(options => options.Access = access);
        return services.AddTrustedDocuments(typeof(LimitsSetup).Assembly, "operations.sha256");
    }

    // What the schema is, an attacker may know too; strangers need not be told.
    private static IntrospectionAccess Access(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration[IntrospectionKey] is not { Length: > 0 } text)
            return environment.IsDevelopment() ? IntrospectionAccess.Everyone : IntrospectionAccess.SignedIn;
        return Enum.TryParse<IntrospectionAccess>(text, ignoreCase: true, out var access) && Enum.IsDefined(access)
            ? access
            : throw new ConfigurationException($"Backend__GraphQL__Introspection is '{text}'. Set it to Everyone, SignedIn or Off.");
    }
}
