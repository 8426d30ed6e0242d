using System.Reflection;
using Backend.GraphQL.Generated;

namespace Backend.GraphQL.Execution;

/// <summary>Gives a resolver's parameter its value.</summary>
internal delegate object? ParameterReader(FieldContext context);

/// <summary>A resolver method and where its parameters come from.</summary>
internal sealed class ResolverMethod
{
    private readonly ParameterReader[] readers;
    private readonly ResolverBinder binder;

    /// <param name="method">The static method.</param>
    /// <param name="readers">A reader per parameter; null stands for the parent.</param>
    /// <exception cref="Composition.SchemaException">No code was generated that calls the method.</exception>
    public ResolverMethod(MethodInfo method, IReadOnlyList<ParameterReader?> readers)
    {
        this.readers = [.. readers.Select(reader => reader ?? (static _ => null))];
        (_, binder, Requires) = ResolverTable.Find(method);
        DependsOnRightsOnly = method.IsDefined(typeof(DependsOnRightsOnlyAttribute), inherit: false);
    }

    /// <summary>Whether it is marked to depend on what the caller may do, and never on who that is.</summary>
    public bool DependsOnRightsOnly { get; }

    /// <summary>The members of its parent that the resolver reads; null where that is not known, and so may be any.</summary>
    public IReadOnlyList<string>? Requires { get; }

    /// <summary>Reads the parameters, once for all parents.</summary>
    /// <exception cref="BadUserInputException">An argument has a value that the field does not take.</exception>
    public ResolverCall Bind(FieldContext context) => binder(context, index => readers[index](context));
}
