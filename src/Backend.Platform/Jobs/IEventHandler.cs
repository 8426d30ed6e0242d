using Backend.Platform.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Jobs;

/// <summary>
/// Does what follows from a change. Every change of the log that it wants becomes a job, exactly one, and what it does is saved
/// with the record that this job is done.
/// </summary>
public interface IEventHandler
{
    /// <summary>Does it.</summary>
    Task HandleAsync(PlatformEvent change, JobContext context, CancellationToken cancellationToken);
}

/// <summary>
/// Does what follows from changes, many at once: what the dispatcher finds together becomes one job. For handlers whose work
/// is cheaper for many changes than for each, and which need no order between jobs.
/// </summary>
public interface IEventRangeHandler
{
    /// <summary>Does it for changes that the handler wants, in their order; at least one.</summary>
    Task HandleAsync(IReadOnlyList<PlatformEvent> changes, JobContext context, CancellationToken cancellationToken);
}

/// <summary>A handler of changes.</summary>
/// <param name="Name">Its name in the database, which outlives the class's.</param>
/// <param name="Wants">Which types of changes it wants, such as <c>issue.created</c>.</param>
/// <param name="Policy">How its jobs are run.</param>
public sealed record EventHandlerDefinition(string Name, Func<string, bool> Wants, JobPolicy Policy)
{
    /// <summary>Whether changes that are found together become one job.</summary>
    public bool InRanges { get; init; }

    /// <summary>The type of its jobs.</summary>
    public string JobType => $"on:{Name}";
}

/// <summary>Registers handlers.</summary>
public static class EventHandlerRegistration
{
    /// <summary>Adds a handler. It sees the changes that come after its first start.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Its name; never changed, because its place in the log is kept by it.</param>
    /// <param name="wants">Which types of changes it wants.</param>
    /// <param name="policy">How its jobs are run.</param>
    public static IServiceCollection AddEventHandler<THandler>(
        this IServiceCollection services, string name, Func<string, bool> wants, JobPolicy? policy = null)
        where THandler : class, IEventHandler
    {
        var definition = new EventHandlerDefinition(name, wants, policy ?? new JobPolicy());
        return services
            .AddScoped<THandler>()
            .AddSingleton(definition)
            .AddSingleton(new JobDefinition(definition.JobType, typeof(THandler), definition.Policy, EventJob.RunAsync<THandler>));
    }

    /// <summary>Adds a handler of many changes at once. It sees the changes that come after its first start.</summary>
    /// <inheritdoc cref="AddEventHandler" path="/param"/>
    public static IServiceCollection AddEventRangeHandler<THandler>(
        this IServiceCollection services, string name, Func<string, bool> wants, JobPolicy? policy = null)
        where THandler : class, IEventRangeHandler
    {
        var definition = new EventHandlerDefinition(name, wants, policy ?? new JobPolicy()) { InRanges = true };
        return services
            .AddScoped<THandler>()
            .AddSingleton(definition)
            .AddSingleton(new JobDefinition(
                definition.JobType, typeof(THandler), definition.Policy,
                (provider, arguments, context, cancellationToken) => EventRangeJob.RunAsync<THandler>(provider, wants, arguments, context, cancellationToken)));
    }
}
