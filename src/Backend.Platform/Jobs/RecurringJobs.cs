using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Jobs;

/// <summary>Work that is done again and again, by one node at a time.</summary>
public interface IRecurringWork
{
    /// <summary>Does it. It may be called twice for one time, and not at all for another: it looks at what is due.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}

/// <summary>When recurring work is done.</summary>
/// <param name="Name">Its name in the scheduler.</param>
/// <param name="WorkClass">The class that does it.</param>
/// <param name="Cron">When, as <c>minute hour day month weekday</c>.</param>
/// <param name="TimeZone">In which time zone; the local time that a change of clocks skips is made up for.</param>
public sealed record RecurringDefinition(string Name, Type WorkClass, string Cron, TimeZoneInfo TimeZone);

/// <summary>Registers recurring work.</summary>
public static class RecurringRegistration
{
    /// <summary>Adds recurring work.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Its name, such as <c>retention</c>.</param>
    /// <param name="cron">When, as <c>minute hour day month weekday</c>.</param>
    /// <param name="timeZone">In which IANA time zone.</param>
    public static IServiceCollection AddRecurringWork<TWork>(this IServiceCollection services, string name, string cron, string timeZone = "UTC")
        where TWork : class, IRecurringWork => services
        .AddScoped<TWork>()
        .AddSingleton(new RecurringDefinition(name, typeof(TWork), cron, TimeZoneInfo.FindSystemTimeZoneById(timeZone)));
}

/// <summary>Runs recurring work; called by Hangfire.</summary>
public sealed class RecurringRunner(IServiceScopeFactory scopes, IEnumerable<RecurringDefinition> definitions)
{
    /// <summary>Runs it once. What fails is done at the next time.</summary>
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [10, 60, 300])]
    [DisableConcurrentExecution(60)]
    public async Task RunAsync(string name, CancellationToken cancellationToken)
    {
        // One that this version does not know any more is left to the nodes that do.
        if (definitions.FirstOrDefault(definition => definition.Name == name) is not { } definition)
            return;
        await using var scope = scopes.CreateAsyncScope();
        await ((IRecurringWork)scope.ServiceProvider.GetRequiredService(definition.WorkClass)).RunAsync(cancellationToken);
    }
}
