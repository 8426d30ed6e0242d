using System.Text.Json;

namespace Backend.IntegrationTests.Statements;

/// <summary>A way from the query to objects of a type: the first connection on it takes <c>$n</c>, any other a few.</summary>
/// <param name="Steps">The fields.</param>
internal sealed record SchemaPath(IReadOnlyList<SchemaField> Steps)
{
    /// <summary>Whether the number of objects at its end depends on <c>$n</c>.</summary>
    public bool Grows => Steps.Any(step => step.Node is not null);

    /// <summary>The path with one more field.</summary>
    public SchemaPath Then(SchemaField field) => new([.. Steps, field]);

    /// <summary>The operation that selects something of each object at the path's end.</summary>
    public string Operation(string selection)
    {
        var (text, grown) = (selection, Steps.ToList().FindIndex(step => step.Node is not null));
        for (var index = Steps.Count - 1; index >= 0; index--)
            text = Select(Steps[index], text, index == grown ? "$n" : "2");
        return $"query($n: Int!) {{ {text} }}";
    }

    /// <summary>The selection on the query that leads to something of the objects at the path's end: a page of each list.</summary>
    public string Inner(string selection) => Steps.Reverse().Aggregate(selection, (text, step) => Select(step, text, "10"));

    /// <summary>The selection of a field with something below it.</summary>
    public static string Select(SchemaField field, string below, string first) => field.Node is null
        ? $"{field.Name} {{ {below} }}"
        : $"{field.Name}(first: {first}) {{ totalCount pageInfo {{ hasNextPage }} nodes {{ {below} }} }}";

    /// <summary>The objects at the path's end, in a response's data.</summary>
    public IEnumerable<JsonElement> Objects(JsonElement data) => Steps.Aggregate(Enumerable.Repeat(data, 1), (objects, step) => objects.SelectMany(item => Values(item, step)));

    /// <summary>The objects in a field of an object.</summary>
    public static IEnumerable<JsonElement> Values(JsonElement owner, SchemaField field)
    {
        var value = owner.GetProperty(field.Name);
        if (field.Node is not null && value.ValueKind == JsonValueKind.Object)
            value = value.GetProperty("nodes");
        return Flatten(value);
    }

    private static IEnumerable<JsonElement> Flatten(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Flatten),
        JsonValueKind.Null => [],
        _ => [value],
    };

    /// <inheritdoc />
    public override string ToString() => string.Join('.', Steps.Select(step => step.Name));
}
