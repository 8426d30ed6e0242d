using Backend.Contracts.DataExchange;
using Backend.Modules.DataExchange.Csv;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.DataExchange;

/// <summary>What comes in from elsewhere.</summary>
public static class DataExchangeModule
{
    /// <summary>Adds the module.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddDataExchange(this IServiceCollection services) =>
        services.AddScoped<ICsvIssueImport, CsvIssueImport>();
}
