using System.Reflection;
using GraphQL;

namespace Backend.GraphQL.Execution;

/// <summary>Gives a resolver's parameter its value.</summary>
internal delegate object? ParameterReader(IResolveFieldContext context);

/// <summary>Calls a resolver method with the values that its parameters ask for.</summary>
/// <param name="method">The static method.</param>
/// <param name="parameters">A reader per parameter.</param>
internal sealed class MethodInvocation(MethodInfo method, IReadOnlyList<ParameterReader> parameters)
{
    private readonly MethodInvoker invoker = MethodInvoker.Create(method);
    private readonly Func<object?, ValueTask<object?>>? awaiter = ResultAwaiter.For(method.ReturnType);

    public ValueTask<object?> InvokeAsync(IResolveFieldContext context)
    {
        var result = Invoke(context);
        return awaiter is null ? new ValueTask<object?>(result) : awaiter(result);
    }

    /// <summary>Calls the method without awaiting what it returns.</summary>
    public object? Invoke(IResolveFieldContext context)
    {
        var arguments = new object?[parameters.Count];
        for (var index = 0; index < arguments.Length; index++)
            arguments[index] = parameters[index](context);
        return invoker.Invoke(null, arguments.AsSpan());
    }
}
