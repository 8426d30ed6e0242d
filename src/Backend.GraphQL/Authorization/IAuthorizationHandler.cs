namespace Backend.GraphQL;

/// <summary>Whether the caller may have a field.</summary>
public enum AuthorizationResult
{
    /// <summary>Yes.</summary>
    Allowed,

    /// <summary>Not without signing in.</summary>
    Unauthenticated,

    /// <summary>The caller lacks the permission.</summary>
    Forbidden,
}

/// <summary>Decides for the caller of the scope that it is taken from.</summary>
public interface IAuthorizationHandler
{
    /// <summary>Whether the caller may have a field.</summary>
    /// <param name="permission">The permission that the field asks for; null where being signed in is enough.</param>
    AuthorizationResult Authorize(string? permission);
}
