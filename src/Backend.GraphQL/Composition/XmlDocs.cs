using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;

namespace Backend.GraphQL.Composition;

/// <summary>Reads descriptions from the XML documentation files that lie beside the assemblies.</summary>
internal static class XmlDocs
{
    private static readonly ConcurrentDictionary<Assembly, XmlDocFile> Files = new();

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

    private static XElement? Find(Assembly assembly, string id) => Files.GetOrAdd(assembly, static assembly => XmlDocFile.Load(assembly)).Find(id);

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = string.Concat(element.Nodes().Select(Text));
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
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
}
