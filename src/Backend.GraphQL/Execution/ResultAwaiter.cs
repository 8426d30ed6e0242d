using System.Reflection;

namespace Backend.GraphQL.Execution;

/// <summary>Awaits what a resolver returned, whatever its static type.</summary>
internal static class ResultAwaiter
{
    private static readonly MethodInfo TaskMethod = Method(nameof(AwaitTask));
    private static readonly MethodInfo ValueTaskMethod = Method(nameof(AwaitValueTask));

    /// <summary>The function that awaits values of a return type; null where they are there at once.</summary>
    public static Func<object?, Task<object?>>? For(Type type)
    {
        if (type == typeof(Task))
            return static async task => { await (Task)task!; return null; };
        if (!type.IsGenericType)
            return null;
        var method = type.GetGenericTypeDefinition() == typeof(Task<>) ? TaskMethod
            : type.GetGenericTypeDefinition() == typeof(ValueTask<>) ? ValueTaskMethod
            : null;
        return method?.MakeGenericMethod(type.GenericTypeArguments[0]).CreateDelegate<Func<object?, Task<object?>>>();
    }

    private static async Task<object?> AwaitTask<T>(object? task) => await (Task<T>)task!;

    private static async Task<object?> AwaitValueTask<T>(object? task) => await (ValueTask<T>)task!;

    private static MethodInfo Method(string name) => typeof(ResultAwaiter).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
