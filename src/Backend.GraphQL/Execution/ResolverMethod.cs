using System.Reflection;

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
    public ResolverMethod(MethodInfo method, IReadOnlyList<ParameterReader?> readers)
    {
        this.readers = [.. readers.Select(reader => reader ?? (static _ => null))];
        binder = Reflected(method, readers);
        Requires = method.GetCustomAttribute<BindMemberAttribute>() is { } bound ? [bound.Member] : null;
    }

    /// <summary>The members of its parent that the resolver reads; null where that is not known, and so may be any.</summary>
    public IReadOnlyList<string>? Requires { get; }

    /// <summary>Reads the parameters, once for all parents.</summary>
    /// <exception cref="BadUserInputException">An argument has a value that the field does not take.</exception>
    public ResolverCall Bind(FieldContext context) => binder(context, index => readers[index](context));

    private static ResolverBinder Reflected(MethodInfo method, IReadOnlyList<ParameterReader?> readers)
    {
        var invoker = MethodInvoker.Create(method);
        var awaiter = ResultAwaiter.For(method.ReturnType);
        var parents = readers.Select(reader => reader is null).ToArray();
        return (_, parameter) =>
        {
            var bound = new object?[parents.Length];
            for (var index = 0; index < bound.Length; index++)
                bound[index] = parents[index] ? null : parameter(index);
            return parent =>
            {
                var arguments = (object?[])bound.Clone();
                for (var index = 0; index < arguments.Length; index++)
                {
                    if (parents[index])
                        arguments[index] = parent;
                }

                var result = invoker.Invoke(null, arguments.AsSpan());
                return awaiter is null ? result : awaiter(result);
            };
        };
    }
}
