using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Backend.GraphQL.Execution;

/// <summary>
/// Spans and measurements of operations, named as OpenTelemetry's conventions for GraphQL servers have it. The document is
/// not among them: its literals may be secrets.
/// </summary>
internal static class EngineTelemetry
{
    private static readonly ActivitySource Source = new(GraphQLTelemetry.Name);
    private static readonly Meter Meter = new(GraphQLTelemetry.Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "graphql.server.operation.duration", "s", "How long operations take, from their arrival to their response.");

    private static readonly UpDownCounter<long> Listeners = Meter.CreateUpDownCounter<long>(
        "graphql.server.subscription.listeners", "{listener}", "How many listen to subscriptions that can be shared.");

    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "graphql.server.subscription.lag", "s", "From a change to the moment when its result was ready for all who share it.");

    private static readonly Counter<long> Errors = Meter.CreateCounter<long>(
        "graphql.server.errors", "{error}", "How many errors answers have had, by their codes.");

    private static readonly Histogram<int> BatchSizes = Meter.CreateHistogram<int>(
        "graphql.server.dataloader.batch.size", "{key}", "How many keys DataLoaders fetch at once.");

    // Clients make up names; of so many different ones each has its own row, the rest share one.
    private const int MaxNames = 200;
    private const string OtherName = "(other)";
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);

    /// <summary>Begins to fetch a batch of keys.</summary>
    public static Activity? Batch(Type loader, int keys)
    {
        BatchSizes.Record(keys, new KeyValuePair<string, object?>("graphql.dataloader.name", loader.Name));
        return Source.StartActivity(loader.Name)?.SetTag("graphql.dataloader.batch.size", keys);
    }

    /// <summary>Begins to resolve an event of a subscription, in the trace of the change.</summary>
    public static Activity? Event(OperationPlan plan, string? traceParent)
    {
        if (traceParent is null || !ActivityContext.TryParse(traceParent, null, isRemote: true, out var context))
            return null;
        var activity = Source.StartActivity(plan.Name is null ? "subscription event" : $"subscription event {plan.Name}", ActivityKind.Consumer, context);
        activity?.SetTag("graphql.operation.type", "subscription");
        activity?.SetTag("graphql.operation.name", plan.Name);
        return activity;
    }

    /// <summary>Counts a listener until it is disposed.</summary>
    public static ListenerCount Listener() => new();

    /// <summary>The result of an event is ready.</summary>
    public static void Delivered(string? operation, TimeSpan sinceChange) => Lag.Record(
        sinceChange.TotalSeconds, new KeyValuePair<string, object?>("graphql.operation.name", operation is null ? null : Bounded(operation)));

    /// <summary>A listener.</summary>
    internal sealed class ListenerCount : IDisposable
    {
        public ListenerCount() => Listeners.Add(1);

        public void Dispose() => Listeners.Add(-1);
    }

    /// <summary>Begins an operation.</summary>
    public static OperationTimer Operation() => new(Source.StartActivity("graphql", ActivityKind.Internal), Duration.Enabled ? Stopwatch.GetTimestamp() : 0);

    /// <summary>Begins the resolving of a field for all objects of its selection.</summary>
    public static Activity? Field(PlanField field, int objects)
    {
        var activity = Source.StartActivity($"{field.ParentType.Name}.{field.Definition.Name}");
        activity?.SetTag("graphql.selection.path", string.Join('.', field.NamedPath));
        activity?.SetTag("graphql.field.objects", objects);
        return activity;
    }

    private static string Bounded(string name) =>
        Names.TryGetValue(name, out var known) ? known : Names.Count < MaxNames ? Names.GetOrAdd(name, name) : OtherName;

    /// <summary>Measures one operation; disposed when it ends.</summary>
    internal readonly struct OperationTimer(Activity? activity, long started) : IDisposable
    {
        /// <summary>Says which operation it is.</summary>
        public void Name(OperationPlan plan)
        {
            if (activity is null)
                return;
            var type = Type(plan);
            activity.DisplayName = plan.Name is null ? type : $"{type} {plan.Name}";
            activity.SetTag("graphql.operation.type", type);
            activity.SetTag("graphql.operation.name", plan.Name);
        }

        /// <summary>Says how it ended.</summary>
        public void End(OperationPlan? plan, IReadOnlyList<string> errorCodes)
        {
            if (errorCodes.Count > 0)
                activity?.SetStatus(ActivityStatusCode.Error, errorCodes[0]).SetTag("error.type", errorCodes[0]);
            foreach (var code in errorCodes)
                Errors.Add(1, new KeyValuePair<string, object?>("error.type", code));
            if (started == 0)
                return;
            Duration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("graphql.operation.type", plan is null ? "refused" : Type(plan)),
                new KeyValuePair<string, object?>("graphql.operation.name", plan?.Name is { } name ? Bounded(name) : null),
                new KeyValuePair<string, object?>("error.type", errorCodes.Count > 0 ? errorCodes[0] : null));
        }

        public void Dispose() => activity?.Dispose();

        private static string Type(OperationPlan plan) => plan.Operation switch
        {
            GraphQLParser.AST.OperationType.Mutation => "mutation",
            GraphQLParser.AST.OperationType.Subscription => "subscription",
            _ => "query",
        };
    }
}
