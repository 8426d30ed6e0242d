using System.Reflection;
using Backend.GraphQL.Composition;

namespace Backend.GraphQL.Idempotency;

/// <summary>
/// Turns the result of a mutation into a text that finds it again, and back. An object is kept by its global id and loaded
/// anew, as the caller may see it by then; one that is gone, or out of sight, is null.
/// </summary>
internal sealed class KeptResults
{
    private static readonly MethodInfo RestoreMethod = typeof(KeptResults).GetMethod(nameof(RestoreAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly TypeFactory types;
    private readonly string? typeName;
    private readonly Func<string, IServiceProvider, CancellationToken, Task<object?>>? restore;

    public KeptResults(Type result, TypeFactory types)
    {
        this.types = types;
        if (result.IsAssignableTo(typeof(INode)))
            typeName = types.Named(result).Name;
        if (result.IsAssignableTo(typeof(IKeptResult)))
            restore = RestoreMethod.MakeGenericMethod(result).CreateDelegate<Func<string, IServiceProvider, CancellationToken, Task<object?>>>();
    }

    public string? Keep(object? result) => result switch
    {
        IKeptResult own => own.Keep(),
        INode node when typeName is not null => GlobalId.Format(typeName, node.Id),
        _ => null,
    };

    public async Task<object?> RestoreAsync(string? kept, FieldContext context)
    {
        if (kept is null)
            return null;
        if (restore is not null)
            return await restore(kept, context.Services, context.CancellationToken);
        return types.Nodes?.TryLoad(kept, context) is { } loading ? await loading.GetAsync(context.CancellationToken) : null;
    }

    private static async Task<object?> RestoreAsync<T>(string kept, IServiceProvider services, CancellationToken cancellationToken)
        where T : IKeptResult<T> =>
        await T.RestoreAsync(kept, services, cancellationToken);
}
