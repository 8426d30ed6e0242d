using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Jobs;

/// <summary>A kind of job.</summary>
/// <param name="Type">Its name in the database, which outlives the class's.</param>
/// <param name="JobClass">The class that does it.</param>
/// <param name="Policy">How it is run.</param>
/// <param name="RunAsync">Runs it with arguments read from JSON.</param>
public sealed record JobDefinition(
    string Type, Type JobClass, JobPolicy Policy, Func<IServiceProvider, string, JobContext, CancellationToken, Task> RunAsync);

/// <summary>Every kind of job of every module.</summary>
/// <param name="definitions">What the modules registered.</param>
public sealed class JobRegistry(IEnumerable<JobDefinition> definitions)
{
    private readonly Dictionary<string, JobDefinition> byType = definitions.ToDictionary(definition => definition.Type, StringComparer.Ordinal);

    /// <summary>A kind of job by its name; null where this version knows none.</summary>
    public JobDefinition? Find(string type) => byType.GetValueOrDefault(type);

    /// <summary>The kind that a class does.</summary>
    public JobDefinition Of(Type jobClass) => byType.Values.FirstOrDefault(definition => definition.JobClass == jobClass)
        ?? throw new InvalidOperationException($"{jobClass.Name} is not registered: call AddJob in its module.");
}

/// <summary>Registers jobs.</summary>
public static class JobRegistration
{
    /// <summary>Adds a kind of job.</summary>
    /// <param name="services">The services.</param>
    /// <param name="type">Its name, such as <c>issues.purge</c>; never changed, because jobs that wait are found by it.</param>
    /// <param name="policy">How it is run.</param>
    public static IServiceCollection AddJob<TJob, TArguments>(this IServiceCollection services, string type, JobPolicy? policy = null)
        where TJob : class, IJob<TArguments> => services
        .AddScoped<TJob>()
        .AddSingleton(new JobDefinition(type, typeof(TJob), policy ?? new JobPolicy(), (provider, arguments, context, cancellationToken) =>
            provider.GetRequiredService<TJob>().ExecuteAsync(
                JsonSerializer.Deserialize<TArguments>(arguments, JobJson.Options)!, context, cancellationToken)));
}
