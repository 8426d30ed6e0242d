using Backend.GraphQL;
using Backend.Platform.Caching;
using Backend.Platform.Idempotency;
using Backend.Platform.Live;
using Backend.Platform.Persistence.PostgreSql;
using Backend.Platform.Persistence.QueryShapes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
        services.AddSingleton<ModelAssemblies>();
        services.AddSingleton<SqliteWriteGate>();
        services.AddSingleton<FeedSignal>();
        services.AddSingleton<Jobs.JobSignal>();
        services.AddSingleton<DatabaseFailures>();
        services.AddSingleton<IExceptionMapper>(provider => provider.GetRequiredService<DatabaseFailures>());
        if (options.Database.Provider == DatabaseProvider.Sqlite)
        {
            services.AddSingleton<DataVersion, SqliteDataVersion>();
            services.AddPooledDbContextFactory<BackendDbContext>(builder => UseSqlite(builder, options), MaxIdleContexts);
        }
        else
        {
            services.AddSingleton<DataVersion, UnknownDataVersion>();
            services.AddSingleton(_ => NpgsqlDataSource.Create(options.Database.ConnectionString));
            services.AddPooledDbContextFactory<BackendDbContext>((provider, builder) => UsePostgreSql(builder, provider), MaxIdleContexts);
        }

        services.AddSingleton(typeof(UnchangedCache<,>));
        services.AddScoped(provider =>
        {
            var db = provider.GetRequiredService<IDbContextFactory<BackendDbContext>>().CreateDbContext();
            // A context from the pool still knows its last session: it starts out seeing nothing.
            db.Session = DataSession.None;
            return db;
        });
        services.AddScoped<IMutationUnitOfWork, MutationUnitOfWork>();
        services.AddScoped<DatabaseMigrator>();
        services.AddIdempotency();
        return services;
    }

#pragma warning disable EF1001 // See KeptSqliteConnection and ShapedQueryCompiler.
    private static void UseSqlite(DbContextOptionsBuilder builder, PersistenceOptions options) => UseConventions(builder
            .UseSqlite(options.Database.ConnectionString, sqlite => sqlite
                .MigrationsAssembly(SqliteMigrations)
                // A list of ids is one parameter: with one per id EF Core writes the statement anew for every call.
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new SqlitePragmas(), new SqliteStatements())
            .ReplaceService<ISqliteRelationalConnection, KeptSqliteConnection>());

    private static void UsePostgreSql(DbContextOptionsBuilder builder, IServiceProvider services)
    {
        UseConventions(builder.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>(), npgsql => npgsql
            .MigrationsAssembly(PostgreSqlMigrations)
            .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)));
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
