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

/// <summary>A handler of changes.</summary>
/// <param name="Name">Its name in the database, which outlives the class's.</param>
/// <param name="HandlerClass">The class.</param>
/// <param name="Wants">Which types of changes it wants, such as <c>issue.created</c>.</param>
/// <param name="Policy">How its jobs are run.</param>
public sealed record EventHandlerDefinition(string Name, Type HandlerClass, Func<string, bool> Wants, JobPolicy Policy)
{
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
        var definition = new EventHandlerDefinition(name, typeof(THandler), wants, policy ?? new JobPolicy());
        return services
            .AddScoped<THandler>()
            .AddSingleton(definition)
            .AddSingleton(new JobDefinition(definition.JobType, typeof(THandler), definition.Policy, EventJob.RunAsync<THandler>));
    }
}
