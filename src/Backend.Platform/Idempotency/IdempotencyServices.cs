using Backend.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Idempotency;

/// <summary>Registers what makes mutations safe to repeat.</summary>
internal static class IdempotencyServices
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<IdempotencyTurns>();
        services.AddSingleton<IdempotencyPurge>();
        services.AddScoped<IdempotencyScope>();
        services.AddScoped<MutationJournal>();
        services.AddScoped<IMutationJournal>(provider => provider.GetRequiredService<MutationJournal>());
        services.AddScoped<IIdempotentOperations, IdempotentOperations>();
        return services;
    }
}
