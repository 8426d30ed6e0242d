using System.Text.Json;

namespace Backend.IntegrationTests.Access;

/// <summary>A way from an argument of a field down to one value in it.</summary>
/// <param name="Owner">The type of the field.</param>
/// <param name="Field">The field, as introspection tells of it.</param>
/// <param name="Steps">The argument, then fields of inputs; each with its type.</param>
internal sealed record InputPlace(string Owner, JsonElement Field, IReadOnlyList<(string Name, JsonElement Type)> Steps)
{
    /// <summary>The name of the type at its end, without lists.</summary>
    public string Target => InputPlaces.Named(Steps[^1].Type);

    /// <inheritdoc />
    public override string ToString() => $"{Owner}.{Field.Text("name")}({string.Join('.', Steps.Select(step => step.Name))})";
}

/// <summary>
/// The places of the schema into which callers write, found by introspection: every field of every input, each by one short
/// way from an argument. What leads back into an input that was seen before is followed once more, to the nearest id.
/// </summary>
internal sealed class InputPlaces
{
    public const string Introspection = """
        { __schema {
            mutationType { fields { name args { name type { ...T } } } }
            types { name kind enumValues { name } inputFields { name defaultValue type { ...T } }
              fields { name args { name defaultValue type { ...T } } type { ...T } } } } }
        fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
        """;

    private readonly Dictionary<string, JsonElement> types;

    public InputPlaces(JsonElement schema) => types = schema.At("types").EnumerateArray().ToDictionary(type => type.Text("name"), StringComparer.Ordinal);

    /// <summary>The input types.</summary>
    public IEnumerable<string> InputTypes => types.Values.Where(type => type.Text("kind") == "INPUT_OBJECT").Select(type => type.Text("name"));

    /// <summary>All ids that a type's fields take, wherever in their arguments.</summary>
    public IEnumerable<InputPlace> Ids(string owner) => Places(owner).Where(place => place.Target == "ID").DistinctBy(place => place.ToString(), StringComparer.Ordinal);

    /// <summary>A way to each input type.</summary>
    public Dictionary<string, InputPlace> Inputs() => ObjectTypes.SelectMany(Places).Where(place => Kind(place.Target) == "INPUT_OBJECT")
        .GroupBy(place => place.Target, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.MinBy(place => place.Steps.Count)!, StringComparer.Ordinal);

    /// <summary>The object types that have fields with arguments.</summary>
    public IEnumerable<string> ObjectTypes => types.Values
        .Where(type => type.Text("kind") == "OBJECT" && !type.Text("name").StartsWith("__", StringComparison.Ordinal)).Select(type => type.Text("name"));

    /// <summary>The fields of an input type.</summary>
    public IEnumerable<JsonElement> FieldsOf(string input) => types[input].At("inputFields").EnumerateArray();

    /// <summary>The name of a type without its lists.</summary>
    public static string Named(JsonElement type) => type.GetProperty("ofType") is { ValueKind: JsonValueKind.Object } inner ? Named(inner) : type.Text("name");

    /// <summary>A type as a document writes it.</summary>
    public static string Written(JsonElement type) => type.Text("kind") switch
    {
        "NON_NULL" => Written(type.GetProperty("ofType")) + "!",
        "LIST" => $"[{Written(type.GetProperty("ofType"))}]",
        _ => type.Text("name"),
    };

    private IEnumerable<InputPlace> Places(string owner)
    {
        foreach (var field in types[owner].At("fields").EnumerateArray())
        {
            foreach (var argument in field.At("args").EnumerateArray())
            {
                foreach (var place in From(new InputPlace(owner, field, [(argument.Text("name"), argument.GetProperty("type"))])))
                    yield return place;
            }
        }
    }

    private IEnumerable<InputPlace> From(InputPlace argument)
    {
        var (open, seen) = (new Queue<InputPlace>([argument]), new HashSet<string>(StringComparer.Ordinal));
        while (open.TryDequeue(out var place))
        {
            yield return place;
            if (Kind(place.Target) != "INPUT_OBJECT")
                continue;
            if (!seen.Add(place.Target))
            {
                if (NearestId(place) is { } near)
                    yield return near;
                continue;
            }

            foreach (var field in FieldsOf(place.Target))
                open.Enqueue(Into(place, field));
        }
    }

    private InputPlace? NearestId(InputPlace start)
    {
        var (open, seen) = (new Queue<InputPlace>([start]), new HashSet<string>(StringComparer.Ordinal));
        while (open.TryDequeue(out var place))
        {
            if (place.Target == "ID")
                return place;
            if (Kind(place.Target) != "INPUT_OBJECT" || !seen.Add(place.Target))
                continue;
            foreach (var field in FieldsOf(place.Target))
                open.Enqueue(Into(place, field));
        }

        return null;
    }

    private static InputPlace Into(InputPlace place, JsonElement field) => place with { Steps = [.. place.Steps, (field.Text("name"), field.GetProperty("type"))] };

    private string Kind(string type) => types[type].Text("kind");
}
