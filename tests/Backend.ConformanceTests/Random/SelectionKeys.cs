using GraphQL.Types;

namespace Backend.ConformanceTests.Random;

/// <summary>
/// Chooses response keys so that selections of the same key always merge: a key says field, arguments and the shape of the
/// result, and so is the same for all selections that agree in these, and for no others.
/// </summary>
internal sealed class SelectionKeys
{
    private readonly HashSet<string> ambiguous;
    private readonly Dictionary<string, int> argumentLists = new(StringComparer.Ordinal);

    public SelectionKeys(ISchema schema) => ambiguous =
    [
        .. schema.AllTypes.OfType<IComplexGraphType>().Where(type => type is not IInputObjectGraphType)
            .SelectMany(type => type.Fields)
            .GroupBy(field => field.Name, StringComparer.Ordinal)
            .Where(fields => fields.Select(Shape).Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(fields => fields.Key),
    ];

    /// <summary>The alias of a selection, with its colon; empty where the field's own name will do.</summary>
    /// <param name="field">The field.</param>
    /// <param name="arguments">Its arguments as they are written.</param>
    /// <param name="variant">0 for the plain key, else one of several aliases.</param>
    public string Alias(FieldType field, string arguments, int variant)
    {
        var key = field.Name;
        if (arguments.Length > 0)
        {
            var text = $"{field.Name}{arguments}";
            if (!argumentLists.TryGetValue(text, out var number))
                argumentLists.Add(text, number = argumentLists.Count);
            key += $"_{number}";
        }

        if (ambiguous.Contains(field.Name))
            key += $"_{Shape(field).Replace("!", "N", StringComparison.Ordinal).Replace("[", "L", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)}";
        if (variant > 0)
            key += $"_a{variant}";
        return key == field.Name ? "" : $"{key}: ";
    }

    // Fields of different object types merge where lists and nullability agree and leaves are of the same type.
    private static string Shape(FieldType field) => field.ResolvedType!.ToString()!;
}
