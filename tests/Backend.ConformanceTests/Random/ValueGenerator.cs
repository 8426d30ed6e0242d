using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL.Types;

namespace Backend.ConformanceTests.Random;

/// <summary>
/// Makes values of input types, as literals and as JSON. Most are accepted; some scalars refuse a few, which is the same for
/// both executors.
/// </summary>
internal sealed class ValueGenerator(System.Random random, GeneratorOptions options)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] TextValues = ["", "a", "with \"quotes\"", "back\\slash", "line\nfeed", "é😀", "{ not { a } document }", "$x"];
    private static readonly string[] DayValues = ["2026-02-28", "0001-01-01", "9999-12-31"];
    private static readonly string[] TimeValues = ["2026-02-28T12:34:56Z", "2026-02-28T12:34:56.789+05:30", "0001-01-01T00:00:00Z"];
    private static readonly string[] Durations = ["P1D", "-P2W", "P1Y2M3DT4H5M6S"];
    private static readonly int[] Wholes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, -1, int.MaxValue, int.MinValue];

    /// <summary>Gives a variable for a position of a type, with what may stand in for it, or null.</summary>
    public Func<IGraphType, StandIn, string?> Variable { get; set; } = (_, _) => null;

    /// <summary>A literal for a position; null to leave it out.</summary>
    /// <param name="name">The argument or field.</param>
    /// <param name="type">Its type.</param>
    /// <param name="hasDefault">Whether it has a default.</param>
    public string? Literal(string name, IGraphType type, bool hasDefault)
    {
        if (options.Suit(name, type, random) is not "" and var suited)
            return suited;
        var optional = hasDefault || type is not NonNullGraphType;
        return optional && random.Next(100) < 45 ? null : Literal(type, hasDefault ? StandIn.DefaultOfPosition : StandIn.None, depth: 0);
    }

    /// <summary>JSON for a variable of a type.</summary>
    public string Json(IGraphType type, int depth = 0) =>
        type is NonNullGraphType strict ? JsonValue(strict.ResolvedType!, depth) : random.Next(100) < 12 ? "null" : JsonValue(type, depth);

    private string JsonValue(IGraphType type, int depth) => type switch
    {
        ListGraphType list when Item(list) is not ListGraphType && random.Next(100) < 15 => JsonValue(Item(list), depth),
        ListGraphType list => $"[{string.Join(",", Many().Select(_ => Json(list.ResolvedType!, depth)))}]",
        IInputObjectGraphType input => $"{{{string.Join(",", Fields(input, depth).Select(field => $"\"{field.Name}\":{JsonField(input, field, depth)}"))}}}",
        EnumerationGraphType shades => $"\"{Pick(shades.Values.ToArray()).Name}\"",
        _ => Scalar(type.Name, json: true),
    };

    private string JsonField(IInputObjectGraphType input, FieldType field, int depth) =>
        Json(input.IsOneOf ? new NonNullGraphType(field.ResolvedType!) : field.ResolvedType!, depth + 1);

    /// <summary>A constant literal of a type, for a variable's default.</summary>
    public string Constant(IGraphType type)
    {
        var (variable, _) = (Variable, Variable = (_, _) => null);
        try
        {
            return Literal(type, StandIn.None, depth: 0);
        }
        finally
        {
            Variable = variable;
        }
    }

    private string Literal(IGraphType type, StandIn standIn, int depth)
    {
        if (random.Next(100) < 35 && Variable(type, standIn) is { } variable)
            return variable;
        return type switch
        {
            NonNullGraphType strict => Value(strict.ResolvedType!, depth),
            _ when random.Next(100) < 10 => "null",
            _ => Value(type, depth),
        };
    }

    private string Value(IGraphType type, int depth) => type switch
    {
        // A single value stands for a list of one.
        ListGraphType list when Item(list) is not ListGraphType && random.Next(100) < 15 => Value(Item(list), depth),
        ListGraphType list => $"[{string.Join(", ", Many().Select(_ => Literal(list.ResolvedType!, StandIn.None, depth)))}]",
        IInputObjectGraphType input => $"{{{string.Join(", ", Fields(input, depth).Select(field => $"{field.Name}: {Field(input, field, depth)}"))}}}",
        EnumerationGraphType shades => Pick(shades.Values.ToArray()).Name,
        _ => Scalar(type.Name, json: false),
    };

    private string Field(IInputObjectGraphType input, FieldType field, int depth) => input.IsOneOf
        ? Literal(new NonNullGraphType(field.ResolvedType!), StandIn.NeverNull, depth + 1)
        : Literal(field.ResolvedType!, field.DefaultValue is null ? StandIn.None : StandIn.DefaultOfPosition, depth + 1);

    private IEnumerable<FieldType> Fields(IInputObjectGraphType input, int depth)
    {
        var fields = input.Fields.Where(field => depth < 2 || Named(field.ResolvedType!) is not IInputObjectGraphType).ToArray();
        return input.IsOneOf ? [Pick(fields)] : fields.Where(field => IsRequired(field) || random.Next(100) < 25);
    }

    private string Scalar(string name, bool json) => name switch
    {
        "Int" => Pick(Wholes).ToString(CultureInfo.InvariantCulture),
        "Float" => Pick(["0", "1.5", "-2.25e10", "7", "1E-3", "12345678901"]),
        "Boolean" => random.Next(2) == 0 ? "true" : "false",
        "SyncId" => Pick(["0", "17", "9223372036854775807"]),
        "ID" => random.Next(3) == 0 ? "12" : Quote(Pick(["x", "item_00000000000000000000000000", ""])),
        "Date" => Quote(Pick(DayValues)),
        "DateTime" => Quote(Pick(TimeValues)),
        "DateOrDuration" => Quote(Pick([.. DayValues, .. Durations])),
        "DateTimeOrDuration" => Quote(Pick([.. TimeValues, .. Durations])),
        "URL" => Quote(Pick(["https://example.org/a?b=c", "http://localhost:80"])),
        "EmailAddress" => Quote("ada@example.org"),
        _ => !json && random.Next(8) == 0 ? "\"\"\"\n  block\n    text\n\"\"\"" : Quote(Pick(TextValues)),
    };

    private static string Quote(string text) => JsonSerializer.Serialize(text, Plain);

    private IEnumerable<int> Many() => Enumerable.Range(0, random.Next(4));

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];

    private static bool IsRequired(FieldType field) => field.ResolvedType is NonNullGraphType && field.DefaultValue is null;

    private static IGraphType Item(ListGraphType list) => list.ResolvedType is NonNullGraphType strict ? strict.ResolvedType! : list.ResolvedType!;

    private static IGraphType Named(IGraphType type) => type switch
    {
        NonNullGraphType strict => Named(strict.ResolvedType!),
        ListGraphType list => Named(list.ResolvedType!),
        _ => type,
    };
}

/// <summary>What a position takes in place of the value of a variable.</summary>
internal enum StandIn
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The position's own default.</summary>
    DefaultOfPosition,

    /// <summary>Nothing, and the variable is not sent as null: the field of a OneOf object, which the referee refuses even where it is excluded.</summary>
    NeverNull,
}
