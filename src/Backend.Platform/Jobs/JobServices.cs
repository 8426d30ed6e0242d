using Backend.Platform.Persistence;
using Backend.Platform.Telemetry;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Backend.Platform.Jobs;

/// <summary>Registers background jobs.</summary>
public static class JobServices
{
    // What a worker had when it was killed is there again for others after this time.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>Adds what asks for jobs and, on a worker, what does them. Options are set as <c>Backend:Jobs</c>.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, NodeRoles roles)
    {
        services.AddOptions<JobOptions>().BindConfiguration("Backend:Jobs").ValidateOnStart();
        services.AddSingleton<IValidateOptions<JobOptions>, JobOptionsValidator>();
        services.AddOptions<HostOptions>().PostConfigure<IOptions<JobOptions>>(LetJobsEnd);
        services.AddSingleton(roles);
        services.AddSingleton<JobRegistry>();
        services.AddScoped<JobScheduler>();
        services.AddScoped<JobDispatcher>();
        services.AddScoped<JobRecovery>();
        services.AddSingleton<WorkerPresence>(provider => provider.GetRequiredService<PersistenceOptions>().Database.Provider == DatabaseProvider.Sqlite
            ? ActivatorUtilities.CreateInstance<SqliteWorkerPresence>(provider)
            : ActivatorUtilities.CreateInstance<PostgreSqlWorkerPresence>(provider));
        services.AddScoped<JobFollower>();
        services.AddScoped<EventDispatcher>();
        services.AddTransient<JobRunner>();
        services.AddTransient<RecurringRunner>();
        // Made when it is first needed: PostgreSQL's makes its tables then, and must not keep the server from starting.
        services.AddSingleton(CreateStorage);
        services.AddSingleton<IBackgroundJobClient>(provider => new BackgroundJobClient(provider.GetRequiredService<JobStorage>()));
        services.AddSingleton<IRecurringJobManager>(provider => new RecurringJobManager(provider.GetRequiredService<JobStorage>()));
        services.AddHostedService<BacklogMetrics>();
        if (roles.IsWorker)
            services.AddHostedService<JobServers>();
        else
            services.AddHostedService<EventPlaces>();
        return services;
    }

    // The host must not give up on the workers before they have handed back what they have.
    private static void LetJobsEnd(HostOptions host, IOptions<JobOptions> jobs)
    {
        var needed = jobs.Value.ShutdownTimeout + TimeSpan.FromSeconds(5);
        if (host.ShutdownTimeout < needed)
            host.ShutdownTimeout = needed;
    }

    private static JobStorage CreateStorage(IServiceProvider services)
    {
        if (services.GetRequiredService<PersistenceOptions>().Database.Provider == DatabaseProvider.Sqlite)
            return new InMemoryStorage();
        return new PostgreSqlStorage(
            new DataSourceConnectionFactory(services.GetRequiredService<NpgsqlDataSource>()),
            new PostgreSqlStorageOptions
            {
                SchemaName = "hangfire",
                QueuePollInterval = TimeSpan.FromSeconds(1),
                EnableLongPolling = true,
                UseSlidingInvisibilityTimeout = true,
                InvisibilityTimeout = Silence,
                // Its locks are rows, which stay where their holder is killed, by default for ten minutes, and every worker that comes by
                // waits. They are held for moments.
                DistributedLockTimeout = Silence,
            });
    }

    // Hangfire's connections share the pool with ours: one place says how many there are.
    private sealed class DataSourceConnectionFactory(NpgsqlDataSource source) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
    }
}
