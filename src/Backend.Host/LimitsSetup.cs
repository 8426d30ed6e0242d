using Backend.GraphQL;
using Microsoft.Extensions.Options;

namespace Backend.Host;

/// <summary>What requests may ask for, and which documents run: the sections below <c>Backend:GraphQL</c>.</summary>
internal static class LimitsSetup
{
    private const string LimitsSection = "Backend:GraphQL:Limits";
    private const string TrustedDocumentsSection = "Backend:GraphQL:TrustedDocuments";

    public static IServiceCollection AddBackendLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GraphQLLimits>().Bind(configuration.GetSection(LimitsSection)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GraphQLLimits>>(
            new GraphQLLimitsValidator(LimitsSection.Replace(":", "__", StringComparison.Ordinal)));
        services.AddOptions<TrustedDocumentsOptions>().Bind(configuration.GetSection(TrustedDocumentsSection)).ValidateOnStart();
        return services.AddTrustedDocuments(typeof(LimitsSetup).Assembly, "operations.sha256");
    }
}
