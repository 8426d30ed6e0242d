namespace Backend.GraphQL;

/// <summary>Is told, in the scope of an operation, of what its caller was refused for want of a permission. May be missing.</summary>
public interface IDenialObserver
{
    /// <summary>Notes what was refused.</summary>
    /// <param name="fields">The names of the fields, as the schema has them or as a path of response names.</param>
    Task OnDeniedAsync(IReadOnlyList<string> fields);
}
