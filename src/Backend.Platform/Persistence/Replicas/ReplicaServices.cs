using Backend.Platform.Persistence.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Backend.Platform.Persistence.Replicas;

/// <summary>Registers the replica.</summary>
internal static class ReplicaServices
{
    /// <summary>Adds its connections, its pool of contexts, and what decides when they are used.</summary>
    /// <param name="services">The services.</param>
    /// <param name="address">The replica.</param>
    /// <param name="configure">Makes a context's options for a pool of connections.</param>
    /// <param name="maxIdleContexts">How many contexts are kept.</param>
    public static void AddReplica(
        this IServiceCollection services, DatabaseAddress address, Action<DbContextOptionsBuilder, IServiceProvider, NpgsqlDataSource> configure, int maxIdleContexts)
    {
        services.AddKeyedSingleton(DataSources.Replica, (provider, _) =>
            DataSources.CreateReplica(address, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddKeyedSingleton<IDbContextFactory<BackendDbContext>>(DataSources.Replica, (provider, _) =>
        {
            var builder = new DbContextOptionsBuilder<BackendDbContext>();
            builder.UseApplicationServiceProvider(provider);
            configure(builder, provider, provider.GetRequiredKeyedService<NpgsqlDataSource>(DataSources.Replica));
            return new PooledDbContextFactory<BackendDbContext>(builder.Options, maxIdleContexts);
        });
        services.AddSingleton<ReplicaMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<ReplicaMonitor>());
        services.AddSingleton<ReplicaRouter>();
        services.AddHealthChecks().AddCheck<ReplicaHealth>("replica");
    }
}
