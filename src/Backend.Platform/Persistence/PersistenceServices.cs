using Backend.GraphQL;
using Backend.Platform.Caching;
using Backend.Platform.Idempotency;
using Backend.Platform.Live;
using Backend.Platform.Persistence.QueryShapes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Persistence;

/// <summary>Registers the database.</summary>
public static class PersistenceServices
{
    /// <summary>The assembly that holds SQLite's migrations.</summary>
    public const string SqliteMigrations = "Backend.Migrations.Sqlite";

    // Each keeps its connection with the pages that SQLite caches for it; more at once are made, and not kept.
    private const int MaxIdleContexts = 32;

    /// <summary>Adds the DbContext, pooled, and what writes through it.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, PersistenceOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<ModelAssemblies>();
        services.AddSingleton<SqliteWriteGate>();
        services.AddSingleton<FeedSignal>();
        services.AddSingleton<DataVersion, SqliteDataVersion>();
        services.AddSingleton(typeof(UnchangedCache<,>));
        services.AddPooledDbContextFactory<BackendDbContext>(builder => Configure(builder, options), MaxIdleContexts);
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

    private static void Configure(DbContextOptionsBuilder builder, PersistenceOptions options)
    {
        if (!string.IsNullOrEmpty(options.ConnectionString))
        {
            throw new InvalidOperationException(
                "ConnectionStrings__Database names a server database, which this version cannot use yet. Leave it empty for SQLite in Backend__DataDirectory.");
        }

#pragma warning disable EF1001 // See KeptSqliteConnection.
        builder
            .UseSqlite(options.SqliteConnectionString, sqlite => sqlite
                .MigrationsAssembly(SqliteMigrations)
                // A list of ids is one parameter: with one per id EF Core writes the statement anew for every call.
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new SqlitePragmas(), new SqliteStatements())
            .ReplaceService<ISqliteRelationalConnection, KeptSqliteConnection>()
            .ReplaceService<IQueryCompiler, ShapedQueryCompiler>()
            .UseSnakeCaseNamingConvention()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
#pragma warning restore EF1001
    }
}
