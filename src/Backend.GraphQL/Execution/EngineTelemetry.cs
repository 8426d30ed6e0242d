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
            if (started == 0)
                return;
            Duration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("graphql.operation.type", plan is null ? "refused" : Type(plan)),
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
