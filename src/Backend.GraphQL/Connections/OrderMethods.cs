using System.Collections.Concurrent;
using System.Reflection;

namespace Backend.GraphQL;

/// <summary>The methods by which a query is ordered, found once: looking one up by its name takes longer than a short statement.</summary>
internal static class OrderMethods
{
    private static readonly ConcurrentDictionary<(Type Element, Type Key, bool First, bool Descending), MethodInfo> Known = new();

    public static MethodInfo Of(Type element, Type key, bool first, bool descending) =>
        Known.GetOrAdd((element, key, first, descending), static wanted => Definition(wanted.First, wanted.Descending).MakeGenericMethod(wanted.Element, wanted.Key));

    private static MethodInfo Definition(bool first, bool descending)
    {
        var name = (first, descending) switch
        {
            (true, false) => nameof(Queryable.OrderBy),
            (true, true) => nameof(Queryable.OrderByDescending),
            (false, false) => nameof(Queryable.ThenBy),
            (false, true) => nameof(Queryable.ThenByDescending),
        };
        return typeof(Queryable).GetMethods().Single(method => method.Name == name && method.GetParameters().Length == 2);
    }
}
