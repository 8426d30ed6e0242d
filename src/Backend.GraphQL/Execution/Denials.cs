using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Execution;

/// <summary>Gathers what a caller was refused for want of a permission, and tells of it once per operation.</summary>
internal static class Denials
{
    /// <summary>Notes the fields among an operation's errors.</summary>
    public static void Note(IServiceProvider services, FieldErrors errors)
    {
        if (errors.Denied.Count > 0)
            Accessor(services).Denied.AddRange(errors.Denied);
    }

    /// <summary>Notes a mutation whose payload says so.</summary>
    public static void Note(FieldContext context, IReadOnlyList<IError> errors)
    {
        if (errors.Any(error => error.Code == ErrorCodes.Forbidden))
            Accessor(context.Services).Denied.Add(context.QualifiedName);
    }

    /// <summary>Notes a stream that was not opened.</summary>
    public static void Note(IServiceProvider services, OperationPlan plan, Exception error)
    {
        if (error is ICodedException { Code: ErrorCodes.Forbidden })
            Accessor(services).Denied.Add(plan.Root.Written[0].QualifiedName);
    }

    /// <summary>Tells of them.</summary>
    public static async Task TellAsync(IServiceProvider services)
    {
        var accessor = Accessor(services);
        if (accessor.Denied.Count == 0)
            return;
        string[] fields = [.. accessor.Denied];
        accessor.Denied.Clear();
        if (services.GetService<IDenialObserver>() is { } observer)
            await observer.OnDeniedAsync(fields);
    }

    private static OperationSessionAccessor Accessor(IServiceProvider services) => services.GetRequiredService<OperationSessionAccessor>();
}
