using Backend.Contracts.DataExchange;
using Backend.Contracts.Workspaces;
using Backend.Modules.DataExchange.Imports;
using Backend.Platform;
using Backend.Platform.Jobs;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.Modules.DataExchange;

/// <summary>What comes in from elsewhere.</summary>
public static class DataExchangeModule
{
    // What goes wrong with a batch is mostly over in a moment; a file of any length has hours.
    private static readonly JobPolicy InBatches = new() { Queue = JobQueues.Bulk, InBatches = true, Timeout = TimeSpan.FromHours(6) };

    /// <summary>Adds the module. Bounds of imports are set as <c>Backend:Imports</c>.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddDataExchange(this IServiceCollection services)
    {
        services.AddModule(typeof(DataExchangeModule).Assembly);
        services.AddPermission(ImportPermissions.Manage, BuiltInRoles.Admins);
        services.AddOptions<ImportOptions>().BindConfiguration("Backend:Imports").ValidateOnStart();
        services.AddSingleton<IValidateOptions<ImportOptions>, ImportOptionsValidator>();
        services.AddScoped<VisibleImports>();
        services.AddScoped<ImportFiles>();
        services.AddScoped<IImportFiles, ImportReception>();
        services.AddScoped<ImportPlans>();
        services.AddScoped<ImportControl>();
        services.AddScoped<ImportRights>();
        services.AddScoped<ImportCreation>();
        services.AddScoped<ICsvIssueImport, CsvIssueImport>();
        services.AddJob<ImportJob, ImportArguments>("imports.run", InBatches);
        services.AddJob<ImportValidationJob, ImportArguments>("imports.validate", InBatches);
        services.AddJob<ImportRollbackJob, ImportArguments>("imports.rollback", InBatches);
        services.AddRecurringWork<ImportFilesPurge>("import files", "41 3 * * *");
        return services;
    }
}
