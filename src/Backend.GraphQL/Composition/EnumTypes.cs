using System.Reflection;
using GraphQL.Types;

namespace Backend.GraphQL.Composition;

/// <summary>Makes GraphQL enums of C# enums.</summary>
internal static class EnumTypes
{
    public static EnumerationGraphType Create(Type type)
    {
        var graphType = new EnumerationGraphType { Name = Naming.Type(type), Description = XmlDocs.Summary(type) };
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => !field.IsDefined(typeof(GraphQLIgnoreAttribute))))
        {
            graphType.Add(new EnumValueDefinition(Naming.EnumValue(field), field.GetValue(null))
            {
                Description = XmlDocs.Summary(field),
                DeprecationReason = field.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
            });
        }

        return graphType;
    }
}
