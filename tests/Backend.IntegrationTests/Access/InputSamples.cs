using System.Text.Json;
using Backend.GraphQL;

namespace Backend.IntegrationTests.Access;

/// <summary>Makes values for all that a field needs, of the caller's own things, with one value put in at a place.</summary>
internal sealed class InputSamples(InputPlaces places, JsonElement schema, IReadOnlyDictionary<string, string> own)
{
    private readonly Dictionary<string, JsonElement> types = schema.At("types").EnumerateArray().ToDictionary(type => type.Text("name"), StringComparer.Ordinal);

    /// <summary>The arguments of a place's field, as variables, with a value at the place.</summary>
    public Dictionary<string, object?> Arguments(InputPlace place, Func<object?, object?> change)
    {
        var values = Required(place, place.Field.At("args").EnumerateArray());
        values[place.Steps[0].Name] = At(place, 0, values.GetValueOrDefault(place.Steps[0].Name), change);
        return values;
    }

    /// <summary>A document that calls the place's field with those arguments.</summary>
    public static string Document(InputPlace place, string kind, string selection, string? within = null)
    {
        var arguments = place.Field.At("args").EnumerateArray().ToArray();
        var declared = string.Join(", ", arguments.Select(argument => $"${argument.Text("name")}: {Declared(argument)}"));
        var passed = string.Join(", ", arguments.Select(argument => $"{argument.Text("name")}: ${argument.Text("name")}"));
        var call = $"{place.Field.Text("name")}({passed}) {selection}";
        return within is null ? $"{kind}({declared}) {{ {call} }}" : $"{kind}({declared}) {{ node(id: \"{within}\") {{ ... on {place.Owner} {{ {call} }} }} }}";
    }

    // One with a default need not be sent: null would not fit.
    private static string Declared(JsonElement argument) => InputPlaces.Written(argument.GetProperty("type")) is var type
        && argument.TryGetProperty("defaultValue", out var value) && value.ValueKind == JsonValueKind.String ? $"{type} = {value.GetString()}" : type;

    private object? At(InputPlace place, int step, object? value, Func<object?, object?> change)
    {
        var (_, type) = place.Steps[step];
        if (IsList(type))
            return new[] { Within(place, step, (value as object?[])?.FirstOrDefault(), change) };
        return Within(place, step, value, change);
    }

    private object? Within(InputPlace place, int step, object? value, Func<object?, object?> change)
    {
        var named = InputPlaces.Named(place.Steps[step].Type);
        if (step == place.Steps.Count - 1)
            return change(value ?? (types[named].Text("kind") == "INPUT_OBJECT" ? Input(place, named) : null));
        var input = value as Dictionary<string, object?> ?? Input(place, named);
        var next = place.Steps[step + 1].Name;
        input[next] = At(place, step + 1, input.GetValueOrDefault(next), change);
        return input;
    }

    private Dictionary<string, object?> Input(InputPlace place, string type)
    {
        var input = Required(place, places.FieldsOf(type));
        // Of these inputs something must be given, or exactly one.
        if (input.Count == 0 && type.EndsWith("Sort", StringComparison.Ordinal) && places.FieldsOf(type).First() is var first)
            input[first.Text("name")] = Value(place, first.Text("name"), first.GetProperty("type"));
        return input;
    }

    private Dictionary<string, object?> Required(InputPlace place, IEnumerable<JsonElement> fields) => fields
        .Where(field => field.Text("type.kind") == "NON_NULL" && !(field.TryGetProperty("defaultValue", out var value) && value.ValueKind == JsonValueKind.String))
        .ToDictionary(field => field.Text("name"), field => Value(place, field.Text("name"), field.GetProperty("type")), StringComparer.Ordinal);

    private object? Value(InputPlace place, string name, JsonElement type) => type.Text("kind") switch
    {
        "NON_NULL" => Value(place, name, type.GetProperty("ofType")),
        "LIST" => new[] { Value(place, name, type.GetProperty("ofType")) },
        "ENUM" => types[type.Text("name")].At("enumValues").EnumerateArray().First().Text("name"),
        "INPUT_OBJECT" => Input(place, type.Text("name")),
        _ => type.Text("name") switch
        {
            "ID" => own[SampleInputs.TypeOf(place.Field.Text("name"), name)],
            "Int" or "SyncId" => 1,
            "Float" => 1.5,
            "Boolean" => true,
            "DateTime" => "2100-01-01T00:00:00Z",
            "Date" => "2100-01-01",
            _ => name switch
            {
                "color" => "#112233",
                "key" => "ZZZ",
                "slug" => "zzz",
                "scopes" or "permissions" => "issue:read",
                "url" => "https://example.com/",
                "events" => "state.deleted",
                "teamKey" => "OPEN",
                _ => "Sample",
            },
        },
    };

    private static bool IsList(JsonElement type) => type.Text("kind") == "LIST" || (type.Text("kind") == "NON_NULL" && IsList(type.GetProperty("ofType")));
}
