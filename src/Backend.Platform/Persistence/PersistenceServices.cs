using Backend.GraphQL;
using Backend.Platform.Caching;
using Backend.Platform.Idempotency;
using Backend.Platform.Live;
using Backend.Platform.Persistence.PostgreSql;
using Backend.Platform.Persistence.QueryShapes;
using Backend.Platform.Persistence.Replicas;
using Backend.Platform.Persistence.Statements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Backend.Platform.Persistence;

/// <summary>Registers the database.</summary>
public static class PersistenceServices
{
    /// <summary>The assembly that holds SQLite's migrations.</summary>
    public const string SqliteMigrations = "Backend.Migrations.Sqlite";

    /// <summary>The assembly that holds PostgreSQL's migrations.</summary>
    public const string PostgreSqlMigrations = "Backend.Migrations.PostgreSql";

    // Each keeps its connection with the pages that SQLite caches for it; more at once are made, and not kept.
    private const int MaxIdleContexts = 32;

    /// <summary>Adds the DbContext, pooled, and what writes through it.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, PersistenceOptions options)
    {
        services.AddSingleton(options);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<DatabaseOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>();
        services.AddSingleton<SlowStatementLog>();
        services.AddSingleton<RecentWrites>();
        services.AddSingleton<ModelAssemblies>();
        services.AddSingleton<SqliteWriteGate>();
        services.AddSingleton<CounterTurns>();
        services.AddSingleton<FeedSignal>();
        services.AddSingleton<Jobs.JobSignal>();
        services.AddSingleton<DatabaseFailures>();
        services.AddSingleton<IExceptionMapper>(provider => provider.GetRequiredService<DatabaseFailures>());
        if (options.Database.Provider == DatabaseProvider.Sqlite)
        {
            services.AddSingleton<DataVersion, SqliteDataVersion>();
            services.AddPooledDbContextFactory<BackendDbContext>((provider, builder) => UseSqlite(builder, provider, options), MaxIdleContexts);
        }
        else
        {
            services.AddSingleton<DataVersion, UnknownDataVersion>();
            services.AddSingleton(provider => DataSources.Create(options.Database, Limits(provider)));
            services.AddPooledDbContextFactory<BackendDbContext>(
                (provider, builder) => UsePostgreSql(builder, provider, provider.GetRequiredService<NpgsqlDataSource>()), MaxIdleContexts);
        }

        if (options.Replica is { } replica)
            services.AddReplica(replica, UsePostgreSql, MaxIdleContexts);

        services.AddSingleton(typeof(UnchangedCache<,>));
        services.AddReadThroughCache();
        services.AddScoped<DatabaseScope>();
        services.AddScoped(Lease);
        services.AddScoped<IMutationUnitOfWork, MutationUnitOfWork>();
        services.AddScoped<DatabaseMigrator>();
        services.AddIdempotency();
        return services;
    }

    private static BackendDbContext Lease(IServiceProvider provider)
    {
        var scope = provider.GetRequiredService<DatabaseScope>();
        var contexts = scope.UsesReplica
            ? provider.GetRequiredKeyedService<IDbContextFactory<BackendDbContext>>(DataSources.Replica)
            : provider.GetRequiredService<IDbContextFactory<BackendDbContext>>();
        var db = contexts.CreateDbContext();
        // A context from the pool still knows its last session: it starts out seeing nothing.
        (db.Session, db.Scope, db.IsReplica) = (DataSession.None, scope, scope.UsesReplica);
        db.Records.Clear();
        return db;
    }

    private static DatabaseOptions Limits(IServiceProvider provider) => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;

#pragma warning disable EF1001 // See KeptSqliteConnection and ShapedQueryCompiler.
    private static void UseSqlite(DbContextOptionsBuilder builder, IServiceProvider services, PersistenceOptions options) => UseConventions(builder
            .UseSqlite(options.Database.ConnectionString, sqlite => sqlite
                .MigrationsAssembly(SqliteMigrations)
                .CommandTimeout(Limits(services).StatementTimeoutSeconds)
                // A list of ids is one parameter: with one per id EF Core writes the statement anew for every call.
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new SqlitePragmas(), new SqliteDeadlines(), new SqliteStatements(), new StatementSpans("sqlite"), new SlowStatements(services.GetRequiredService<SlowStatementLog>()))
            .ReplaceService<ISqliteRelationalConnection, KeptSqliteConnection>());

    private static void UsePostgreSql(DbContextOptionsBuilder builder, IServiceProvider services, NpgsqlDataSource connections)
    {
        UseConventions(builder
            .UseNpgsql(connections, npgsql => npgsql
                .MigrationsAssembly(PostgreSqlMigrations)
                .CommandTimeout(DataSources.CommandTimeout(Limits(services)))
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new LostConnections(), new MissingConnections(), new StatementSpans("postgresql"), new SlowStatements(services.GetRequiredService<SlowStatementLog>())));
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(new UnicodeCaseExtension());
    }

    private static void UseConventions(DbContextOptionsBuilder builder) => builder
        .ReplaceService<IQueryCompiler, ShapedQueryCompiler>()
        .UseSnakeCaseNamingConvention()
        // Whoever called handles the exception and logs it, with the request that it belongs to: once is enough.
        .ConfigureWarnings(warnings => warnings.Log(
            (CoreEventId.QueryIterationFailed, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.TransactionError, LogLevel.Debug)))
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
#pragma warning restore EF1001
}
