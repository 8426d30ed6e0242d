using System.Collections;
using System.Globalization;
using System.Text;
using Backend.GraphQL.Execution;
using GraphQL.Execution;

namespace Backend.GraphQL;

/// <summary>What listeners must have in common to share the execution of a subscription.</summary>
/// <param name="Plan">The operation.</param>
/// <param name="Arguments">Its arguments, but for the place from which to resume.</param>
/// <param name="Audience">For whom: who may see the same.</param>
/// <param name="Rights">The rights that make the audience, which holds until they change; null for a caller's own.</param>
internal readonly record struct StreamKey(OperationPlan Plan, string Arguments, string Audience, Rights? Rights = null)
{
    /// <summary>Whether what a request asks for depends on who asks, and not only on what the caller may do.</summary>
    public static bool DependsOnViewer(PreparedRequest prepared) =>
        prepared.Plan.DependsOnViewer
        || prepared.Plan.VariableFields.Any(field => ViewerDependence.Of(field.Definition, prepared.Arguments.Of(field)));

    /// <summary>The key of a request; null where it cannot be shared.</summary>
    public static StreamKey? Of(PreparedRequest prepared, string? audience)
    {
        if (audience is null || ResumesAt(prepared) is not { } resumesAt)
            return null;
        var text = new StringBuilder();
        foreach (var field in prepared.Plan.VariableFields)
        {
            text.Append(CultureInfo.InvariantCulture, $"{field.Number}:");
            var isRoot = field == prepared.Plan.Root.Written[0];
            foreach (var (name, argument) in prepared.Arguments.Of(field)!.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                if (argument.Source == ArgumentSource.FieldDefault || (isRoot && name == resumesAt))
                    continue;
                text.Append(name).Append('=');
                if (!TryWrite(text, argument.Value))
                    return null;
            }
        }

        return new StreamKey(prepared.Plan, text.ToString(), audience);
    }

    /// <summary>The place after which a request asks its stream to start; null for the end of the log.</summary>
    public static SyncId? Since(PreparedRequest prepared) =>
        ResumesAt(prepared) is { } name && prepared.Arguments.Of(prepared.Plan.Root.Written[0]) is { } arguments
            && arguments.TryGetValue(name, out var since)
            ? since.Value as SyncId?
            : null;

    private static string? ResumesAt(PreparedRequest prepared) =>
        (prepared.Plan.Root.Written[0].Definition.StreamResolver as EventStreamResolver)?.ResumesAt;

    // A value of a kind that is not known here is never taken for another.
    private static bool TryWrite(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('~');
                break;
            case string content:
                text.Append(CultureInfo.InvariantCulture, $"{content.Length}'{content}");
                break;
            case bool or int or long or double or decimal or Guid or DateOnly or Enum or SyncId:
                text.Append(CultureInfo.InvariantCulture, $"{value.GetType().Name} {value};");
                break;
            case DateTimeOffset time:
                text.Append(CultureInfo.InvariantCulture, $"{time:O};");
                break;
            case IDictionary<string, object?> members:
                text.Append('{');
                foreach (var (name, member) in members.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    text.Append(name).Append('=');
                    if (!TryWrite(text, member))
                        return false;
                }

                text.Append('}');
                break;
            case IList items:
                text.Append('[');
                foreach (var item in items)
                {
                    if (!TryWrite(text, item))
                        return false;
                }

                text.Append(']');
                break;
            default:
                return false;
        }

        return true;
    }
}
