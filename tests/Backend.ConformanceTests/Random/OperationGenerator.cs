using GraphQL.Types;

namespace Backend.ConformanceTests.Random;

/// <summary>Makes random valid documents over a schema.</summary>
internal sealed class OperationGenerator
{
    private readonly ISchema schema;
    private readonly System.Random random;
    private readonly GeneratorOptions options;
    private readonly ValueGenerator values;
    private readonly VariablePool variables;
    private readonly SelectionKeys keys;
    private readonly List<Fragment> fragments = [];
    private readonly Dictionary<FieldType, List<(string Text, IReadOnlyList<string> Variables)>> seen = [];
    private int fragmentCount;
    private int left;

    private OperationGenerator(ISchema schema, int seed, GeneratorOptions options)
    {
        (this.schema, this.options, random) = (schema, options, new System.Random(seed));
        values = new ValueGenerator(random, options);
        variables = new VariablePool(random, values);
        values.Variable = variables.Use;
        keys = new SelectionKeys(schema);
    }

    /// <summary>Makes a document; the same seed gives the same one.</summary>
    public static Document Create(ISchema schema, int seed, GeneratorOptions options) => new OperationGenerator(schema, seed, options).Create();

    private Document Create()
    {
        var operations = new List<Operation>();
        var count = Chance(15) ? 2 : 1;
        for (var index = 0; index < count; index++)
        {
            left = options.MaxSelections;
            operations.Add(Operation(count > 1 || Chance(30) ? $"Op{index}" : null));
        }

        return new Document(operations, variables.All);
    }

    private Operation Operation(string? name)
    {
        var type = Pick(options.OperationTypes);
        var root = type switch { "mutation" => schema.Mutation!, "subscription" => schema.Subscription!, _ => schema.Query };
        return new Operation(type, name, type switch
        {
            // A subscription has one root field, which may not be skipped.
            "subscription" => [Field(Pick(Fields(root)), 0, directives: false)],
            _ => Set(root, 0),
        });
    }

    private List<Selection> Set(IGraphType type, int depth)
    {
        var set = new List<Selection>();
        var count = 1 + random.Next(depth == 0 ? 5 : 4);
        for (var index = 0; index < count && (index == 0 || left > 0); index++)
            set.Add(Select(type, depth));
        return set;
    }

    private Selection Select(IGraphType type, int depth)
    {
        left--;
        if (depth < options.MaxDepth && left > 0 && Chance(type is IAbstractGraphType ? 45 : 18))
            return Chance(50) ? Spread(type, depth) : Inline(type, depth);
        if (type is not IComplexGraphType complex || Chance(6))
            return TypeName();
        if (depth == 0 && type == schema.Query && Chance(7))
            return Field(Chance(50) ? schema.TypeMetaFieldType : schema.SchemaMetaFieldType, depth);
        var fields = Fields(complex).Where(field => depth < options.MaxDepth && left > 0 || Named(field) is not (IComplexGraphType or UnionGraphType)).ToArray();
        return fields.Length == 0 ? TypeName() : Field(Pick(fields), depth);
    }

    private FieldType[] Fields(IComplexGraphType type) => [.. type.Fields.Where(field => !options.Skip(type.Name, field))];

    private Selection TypeName() => new($"{(Chance(30) ? "typename_a1: " : "")}__typename{Directives()}", variables.TakeUsed());

    private Selection Field(FieldType field, int depth, bool directives = true)
    {
        var (arguments, used) = Arguments(field);
        var alias = keys.Alias(field, arguments, Chance(20) ? 1 + random.Next(2) : 0);
        var head = $"{alias}{field.Name}{arguments}{(directives ? Directives() : "")}";
        string[] all = [.. used, .. variables.TakeUsed()];
        return new Selection(head, all, Named(field) is IComplexGraphType or UnionGraphType ? Set(Named(field), depth + 1) : null);
    }

    private (string Text, IReadOnlyList<string> Variables) Arguments(FieldType field)
    {
        if (field == schema.TypeMetaFieldType)
            return ($"(name: \"{(Chance(10) ? "Nothing" : Pick(schema.AllTypes.ToArray()).Name)}\")", []);
        if (field.Arguments is not { Count: > 0 } arguments)
            return ("", []);
        if (!seen.TryGetValue(field, out var before))
            seen.Add(field, before = []);
        // The same arguments again, so that selections merge.
        if (before.Count > 0 && Chance(50))
            return Pick(before);
        var given = arguments.Select(argument => (argument.Name, Literal: values.Literal(argument.Name, argument.ResolvedType!, argument.DefaultValue is not null)))
            .Where(argument => argument.Literal is not null)
            .Select(argument => $"{argument.Name}: {argument.Literal}")
            .ToArray();
        var made = (given.Length == 0 ? "" : $"({string.Join(", ", given)})", variables.TakeUsed());
        before.Add(made);
        return made;
    }

    private Selection Inline(IGraphType type, int depth)
    {
        var on = Chance(25) ? null : Pick(Overlapping(type));
        var head = $"...{(on is null ? "" : $" on {on.Name}")}{Directives()}";
        return new Selection(head, variables.TakeUsed(), Set(on ?? type, depth + 1));
    }

    private Selection Spread(IGraphType type, int depth)
    {
        var fitting = fragments.Where(fragment => Overlapping(type).Any(candidate => candidate.Name == fragment.On)).ToArray();
        var fragment = fitting.Length > 0 && Chance(40) ? Pick(fitting) : Create(Pick(Overlapping(type)), depth);
        return new Selection($"...{fragment.Name}{Directives()}", variables.TakeUsed(), Fragment: fragment);
    }

    // It is offered for spreading once it is complete, so that no fragment contains itself.
    private Fragment Create(IGraphType on, int depth)
    {
        var fragment = new Fragment($"F{fragmentCount++}", on.Name, Set(on, depth + 1));
        fragments.Add(fragment);
        return fragment;
    }

    private string Directives() => random.Next(100) switch
    {
        < 84 => "",
        < 91 => $" @include(if: {Condition()})",
        < 98 => $" @skip(if: {Condition()})",
        _ => $" @skip(if: {Condition()}) @include(if: {Condition()})",
    };

    private string Condition() => Chance(60) ? variables.Use(schema.Directives.Find("skip")!.Arguments!.Find("if")!.ResolvedType!, StandIn.None)
        : Chance(50) ? "true" : "false";

    private IGraphType[] Overlapping(IGraphType type)
    {
        var possible = Possible(type).ToHashSet();
        return [.. schema.AllTypes.Where(candidate => Possible(candidate).Any(possible.Contains))];
    }

    private static IEnumerable<IGraphType> Possible(IGraphType type) => type switch
    {
        IAbstractGraphType several => several.PossibleTypes,
        IObjectGraphType => [type],
        _ => [],
    };

    private static IGraphType Named(FieldType field)
    {
        var type = field.ResolvedType!;
        while (type is IProvideResolvedType wrapper)
            type = wrapper.ResolvedType!;
        return type;
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
