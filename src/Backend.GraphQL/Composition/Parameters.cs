using System.Reflection;
using Backend.GraphQL.Execution;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Composition;

/// <summary>Decides where each parameter of a resolver method gets its value, and which arguments the field has.</summary>
internal static class Parameters
{
    private static readonly string[] PageArgumentNames = ["first", "after", "last", "before"];

    public static (IReadOnlyList<ParameterReader?> Readers, QueryArguments Arguments) Bind(MethodInfo method, TypeFactory types)
    {
        var arguments = new QueryArguments();
        var readers = method.GetParameters().Select(parameter => Bind(parameter, arguments, types)).ToArray();
        return (readers, arguments);
    }

    private static ParameterReader? Bind(ParameterInfo parameter, QueryArguments arguments, TypeFactory types)
    {
        var type = parameter.ParameterType;
        if (parameter.IsDefined(typeof(ParentAttribute)) || parameter.IsDefined(typeof(EventMessageAttribute)))
            return null;
        if (type == typeof(CancellationToken))
            return context => context.CancellationToken;
        if (type == typeof(IServiceProvider))
            return context => context.Services;
        if (type == typeof(PageArguments))
            return Page(parameter, arguments, types);
        if (types.IsService(type))
            return context => context.Services.GetRequiredService(type);
        return Argument(parameter, arguments, types);
    }

    private static ParameterReader Argument(ParameterInfo parameter, QueryArguments arguments, TypeFactory types)
    {
        var name = Naming.Argument(parameter);
        var (graphType, read) = InputTypes.Create(ClrTypeRef.OfParameter(parameter), parameter.GetCustomAttribute<IDAttribute>(), types);
        var argument = new QueryArgument(graphType) { Name = name, Description = XmlDocs.Summary(parameter) };
        if (parameter is { HasDefaultValue: true, DefaultValue: not null })
            argument.DefaultValue = parameter.DefaultValue;
        arguments.Add(argument);
        return context => context.TryGetArgument(name, out var value) ? read(value, name) : Default(parameter);
    }

    private static object? Default(ParameterInfo parameter) =>
        parameter is { HasDefaultValue: true, DefaultValue: not null } ? parameter.DefaultValue
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : null;

    private static ParameterReader Page(ParameterInfo parameter, QueryArguments arguments, TypeFactory types)
    {
        if (!parameter.Member.IsDefined(typeof(UseConnectionAttribute), false))
            throw new SchemaException($"{parameter.Member.DeclaringType}.{parameter.Member.Name} takes PageArguments and needs [UseConnection].");
        arguments.Add(new QueryArgument(types.Scalars.Whole)
        {
            Name = PageArgumentNames[0],
            Description = $"The page size, counted from the start: 1 to {PageArguments.MaxSize}. Without `first` and `last` it is {PageArguments.DefaultSize}.",
        });
        arguments.Add(new QueryArgument(types.Scalars.Text) { Name = PageArgumentNames[1], Description = "The page begins after this cursor." });
        arguments.Add(new QueryArgument(types.Scalars.Whole)
        {
            Name = PageArgumentNames[2],
            Description = $"The page size, counted from the end: 1 to {PageArguments.MaxSize}.",
        });
        arguments.Add(new QueryArgument(types.Scalars.Text) { Name = PageArgumentNames[3], Description = "The page ends before this cursor." });
        return context => PageArguments.Create(
            Value(context, 0) as int?, Value(context, 1) as string, Value(context, 2) as int?, Value(context, 3) as string,
            includeTotalCount: context.Selects("totalCount")) with
        { IncludeCursors = context.Selects("edges") || context.Selects("pageInfo") };

        static object? Value(FieldContext context, int index) =>
            context.TryGetArgument(PageArgumentNames[index], out var value) ? value : null;
    }
}
