using Backend.Contracts.Audit;
using Backend.Contracts.Workspaces;
using Backend.Modules.Audit.Entries;
using Backend.Modules.Audit.Exports;
using Backend.Platform;
using Backend.Platform.Audit;
using Backend.Platform.Jobs;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Audit;

/// <summary>What people see of the audit log. The log itself is written by the platform, in the transaction of every change.</summary>
public static class AuditModule
{
    private static readonly JobPolicy InBatches = new() { Queue = JobQueues.Bulk, InBatches = true, Timeout = TimeSpan.FromHours(6) };

    /// <summary>Adds the module.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddModule(typeof(AuditModule).Assembly)
        .AddAuditLog()
        .AddScoped<AuditPages>()
        .AddScoped<AuditSight>()
        .AddScoped<AuditFilterTranslator>()
        .AddScoped<IAuditExports, AuditExports>()
        .AddJob<AuditExportJob, AuditExportArguments>("audit.export", InBatches)
        .AddRecurringWork<AuditExportPurge>("audit exports", "11 4 * * *")
        .AddPermission(AuditPermissions.Read, BuiltInRoles.Admins);
}
