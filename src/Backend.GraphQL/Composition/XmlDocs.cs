using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Backend.GraphQL.Composition;

/// <summary>Reads descriptions from the XML documentation files that lie beside the assemblies.</summary>
internal static partial class XmlDocs
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Files = new();

    public static string? Summary(Type type) => Text(Find(type.Assembly, $"T:{Name(type)}")?.Element("summary"));

    public static string? Summary(MemberInfo member)
    {
        var own = Find(member.Module.Assembly, Id(member));
        if (Text(own?.Element("summary")) is { } summary)
            return summary;
        // A positional record documents its properties as parameters of the type.
        if (member is PropertyInfo && Parameter(Find(member.Module.Assembly, $"T:{Name(member.DeclaringType!)}"), member.Name) is { } parameter)
            return parameter;
        // <inheritdoc/>: the interface or base class says it.
        return member.DeclaringType is { } declaring ? Inherited(declaring, member.Name) : null;
    }

    public static string? Summary(ParameterInfo parameter) =>
        Parameter(Find(parameter.Member.Module.Assembly, Id(parameter.Member)), parameter.Name!);

    private static string? Inherited(Type declaring, string name) =>
        declaring.GetInterfaces().Append(declaring.BaseType).OfType<Type>()
            .Select(parent => parent.GetProperty(name))
            .OfType<PropertyInfo>()
            .Where(property => property.DeclaringType != declaring)
            .Select(property => Text(Find(property.Module.Assembly, Id(property))?.Element("summary")))
            .FirstOrDefault(text => text is not null);

    private static string? Parameter(XElement? element, string name) =>
        Text(element?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == name));

    // Methods of resolver classes are not overloaded, so the parameter list is left out of the key.
    private static string Id(MemberInfo member) =>
        $"{(member switch { MethodInfo => 'M', FieldInfo => 'F', _ => 'P' })}:{Name(member.DeclaringType!)}.{member.Name}";

    private static string Name(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static XElement? Find(Assembly assembly, string id) => Files.GetOrAdd(assembly, Load).GetValueOrDefault(id);

    private static Dictionary<string, XElement> Load(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        var members = new Dictionary<string, XElement>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return members;
        foreach (var member in XDocument.Load(path).Descendants("member"))
        {
            var name = (string?)member.Attribute("name") ?? string.Empty;
            var parameters = name.IndexOf('(', StringComparison.Ordinal);
            members.TryAdd(parameters < 0 ? name : name[..parameters], member);
        }

        return members;
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = string.Concat(element.Nodes().Select(Text));
        text = Blank().Replace(text, " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
        XElement see => (string?)(see.Attribute("cref") ?? see.Attribute("name") ?? see.Attribute("langword")) is { } reference
            ? $"`{Naming.Camel(reference[(reference.LastIndexOf('.') + 1)..])}`"
            : string.Concat(see.Nodes().Select(Text)),
        _ => string.Empty,
    };

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blank();
}
