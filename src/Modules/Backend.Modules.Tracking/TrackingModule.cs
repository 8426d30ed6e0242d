using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Boards;
using Backend.Modules.Tracking.Bulk;
using Backend.Modules.Tracking.Demo;
using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.Live;
using Backend.Modules.Tracking.States;
using Backend.Modules.Tracking.Upkeep;
using Backend.Platform;
using Backend.Platform.Caching;
using Backend.Platform.Jobs;
using Backend.Platform.Live;
using Backend.Platform.Security;
using Backend.Platform.Seeding;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Tracking;

/// <summary>Issues, the workflow that they go through, and their labels.</summary>
public static class TrackingModule
{
    private static readonly JobPolicy InParts = new() { Queue = JobQueues.Bulk, InBatches = true, Timeout = TimeSpan.FromHours(1) };

    /// <summary>Adds the module.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTracking(this IServiceCollection services) => services
        .AddModule(typeof(TrackingModule).Assembly)
        .AddPermissions()
        .AddStatesAndLabels()
        .AddIssues()
        .AddUpkeep()
        .AddScoped<DemoSetting>()
        .AddScoped<IDemoVolume, ManyIssues>()
        .AddScoped<ISeedStep, DemoIssuesSeed>();

    private static IServiceCollection AddPermissions(this IServiceCollection services) => services
        .AddResourcePermission(IssuePermissions.Read, BuiltInRoles.Everyone)
        .AddResourcePermission(IssuePermissions.Create, BuiltInRoles.Members)
        .AddResourcePermission(IssuePermissions.Update, BuiltInRoles.Members)
        .AddResourcePermission(IssuePermissions.Archive, BuiltInRoles.Members)
        .AddResourcePermission(IssuePermissions.Trash, BuiltInRoles.Members)
        .AddResourcePermission(IssuePermissions.Delete, BuiltInRoles.Admins)
        .AddResourcePermission(LabelPermissions.Read, BuiltInRoles.Everyone)
        .AddResourcePermission(LabelPermissions.Create, BuiltInRoles.Members)
        .AddResourcePermission(LabelPermissions.Update, BuiltInRoles.Members)
        .AddResourcePermission(LabelPermissions.Delete, BuiltInRoles.Members)
        .AddResourcePermission(StatePermissions.Create, BuiltInRoles.Admins)
        .AddResourcePermission(StatePermissions.Update, BuiltInRoles.Admins)
        .AddResourcePermission(StatePermissions.Delete, BuiltInRoles.Admins);

    private static IServiceCollection AddUpkeep(this IServiceCollection services) => services
        .AddScoped<UpkeepBatches>()
        .AddScoped<ClosedFamilies>()
        .AddScoped<AutoArchive>()
        .AddScoped<TrashPurge>()
        .AddScoped<DueReminders>()
        .AddRecurringWork<UpkeepWork<AutoArchive>>("issues.auto-archive", "23 * * * *")
        .AddRecurringWork<UpkeepWork<TrashPurge>>("issues.trash-purge", "37 * * * *")
        // Local mornings begin at quarters of an hour.
        .AddRecurringWork<UpkeepWork<DueReminders>>("issues.due-reminders", "*/15 * * * *");

    private static IServiceCollection AddStatesAndLabels(this IServiceCollection services) => services
        .AddCached(WorkflowStates.Kept)
        .AddScoped<ITeamCreatedHandler, DefaultWorkflow>()
        .AddScoped<WorkflowStateFilterTranslator>()
        .AddScoped<VisibleLabels>()
        .AddScoped<LabelAccess>()
        .AddScoped<LabelFilterTranslator>();

    private static IServiceCollection AddIssues(this IServiceCollection services) => services
        .AddScoped<IIssueDirectory, IssueDirectory>()
        .AddScoped<IIssueImport, IssueImport>()
        .AddScoped<VisibleIssues>()
        .AddScoped<IssueFilterTranslator>()
        .AddScoped<IssueSortTranslator>()
        .AddScoped<IssueReferences>()
        .AddScoped<IssueParents>()
        .AddScoped<IssueNumbers>()
        .AddScoped<IssueRanks>()
        .AddScoped<IssueEditing>()
        .AddScoped<IssueRemoval>()
        .AddScoped<IssueBatchCreation>()
        .AddScoped<IssueBatchUpdating>()
        .AddScoped<IssueFamilies>()
        .AddJob<IssueBatchCreateJob, IssueBatchCreateInput>("issues.batch_create", InParts)
        .AddJob<IssueBatchUpdateJob, IssueBatchUpdateArguments>("issues.batch_update", InParts)
        .AddScoped<BoardColumns>()
        .AddScoped<IssueChangeReader>()
        .AddScoped<IssueAudience>()
        .AddScoped<IChangeAudience>(provider => provider.GetRequiredService<IssueAudience>())
        .AddScoped<IIssueFilters, KeptIssueFilters>()
        .AddScoped<IChangeAudience, TeamThingAudience>();
}
