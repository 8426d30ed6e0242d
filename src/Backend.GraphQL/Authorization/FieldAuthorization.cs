using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL;

/// <summary>What a field asks of its caller.</summary>
/// <param name="Required">Whether it asks for anything.</param>
/// <param name="Permission">The permission; null where being signed in is enough.</param>
internal sealed record FieldAuthorization(bool Required, string? Permission)
{
    public static FieldAuthorization None { get; } = new(false, null);

    public static FieldAuthorization SignedIn { get; } = new(true, null);

    /// <summary>From the attributes of the method, else of its class; null where neither says anything.</summary>
    public static FieldAuthorization? From(MethodInfo method)
    {
        foreach (var source in new MemberInfo[] { method, method.DeclaringType! })
        {
            if (source.GetCustomAttribute<AuthorizeAttribute>() is { } authorize)
                return new FieldAuthorization(true, authorize.Permission);
            if (source.IsDefined(typeof(AllowAnonymousAttribute)))
                return None;
        }

        return null;
    }

    /// <exception cref="AccessDeniedException">The caller may not have the field.</exception>
    public void Demand(IServiceProvider services)
    {
        if (!Required)
            return;
        var result = services.GetRequiredService<IAuthorizationHandler>().Authorize(Permission);
        if (result != AuthorizationResult.Allowed)
            throw new AccessDeniedException(result, Permission);
    }
}

/// <summary>The caller may not have the field.</summary>
internal sealed class AccessDeniedException(AuthorizationResult result, string? permission)
    : Exception(result == AuthorizationResult.Unauthenticated ? "Sign in to use this field." : $"This needs the permission '{permission}'."), ICodedException
{
    public string Code => result == AuthorizationResult.Unauthenticated ? ErrorCodes.Unauthenticated : ErrorCodes.Forbidden;

    public IReadOnlyDictionary<string, object?> Extensions => new Dictionary<string, object?>(StringComparer.Ordinal);
}
