namespace Backend.GraphQL;

/// <summary>
/// The caller must be signed in and, where a permission is named, hold it in the request's workspace. Stands in the SDL as
/// <c>@authorize(permission:)</c>.
/// </summary>
/// <param name="permission">The permission's name, such as <c>issue:update</c>, or null for any signed-in caller.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class AuthorizeAttribute(string? permission = null) : Attribute
{
    /// <summary>The permission's name, or null for any signed-in caller.</summary>
    public string? Permission { get; } = permission;
}

/// <summary>Opens a root field to callers who are not signed in. Root fields need this or <see cref="AuthorizeAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class AllowAnonymousAttribute : Attribute;
