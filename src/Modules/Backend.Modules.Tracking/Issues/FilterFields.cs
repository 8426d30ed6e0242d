using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Backend.Contracts.Tracking;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Which fields of an issue a filter asks for, by their names in the API.</summary>
internal static class FilterFields
{
    private static readonly string[] Combinations = [nameof(IssueFilter.And), nameof(IssueFilter.Or), nameof(IssueFilter.Not)];
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static HashSet<string> Of(IssueFilter? filter)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        Collect(filter, fields);
        return fields;
    }

    private static void Collect(IssueFilter? filter, HashSet<string> fields)
    {
        if (filter is null)
            return;
        foreach (var property in Properties.GetOrAdd(typeof(IssueFilter), type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)))
        {
            var value = property.GetValue(filter);
            if (value is null)
                continue;
            if (!Combinations.Contains(property.Name))
                fields.Add(char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
            else if (value is IEnumerable parts)
                foreach (var part in parts.Cast<IssueFilter>())
                    Collect(part, fields);
            else
                Collect((IssueFilter)value, fields);
        }
    }
}
