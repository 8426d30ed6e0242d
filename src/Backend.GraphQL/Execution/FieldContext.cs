namespace Backend.GraphQL;

/// <summary>
/// What a resolver's parameters are read from: one selection of a field in one operation. It is the same for all parents,
/// so that a list of any length costs one look-up per parameter.
/// </summary>
public abstract class FieldContext
{
    /// <summary>The scope of the operation.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>Ends the operation.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>The field's name in the response: the alias, or the name.</summary>
    internal abstract string ResponseName { get; }

    /// <summary>The field's name in the schema, behind that of its type: such as <c>Mutation.issueDelete</c>.</summary>
    internal abstract string QualifiedName { get; }

    /// <summary>Reads an argument that was given, or that has a default in the document's variables.</summary>
    /// <param name="name">The argument.</param>
    /// <param name="value">Its coerced value.</param>
    /// <returns>Whether it was given.</returns>
    internal abstract bool TryGetArgument(string name, out object? value);

    /// <summary>Whether a field of the result is selected.</summary>
    /// <param name="fieldName">The field's name in the schema.</param>
    internal abstract bool Selects(string fieldName);
}

/// <summary>
/// Calls a resolver for one parent, with all other parameters bound. Gives the value, an
/// <see cref="global::GraphQL.DataLoader.IDataLoaderResult"/>, or a <c>Task&lt;object?&gt;</c> of the value.
/// </summary>
/// <param name="parent">The object that the field belongs to; the event of a subscription; the key of a node resolver.</param>
public delegate object? ResolverCall(object? parent);

/// <summary>Binds a resolver's parameters for all parents of one selection.</summary>
/// <param name="context">The selection.</param>
/// <param name="parameter">Reads the value of a parameter by its position.</param>
/// <returns>The resolver.</returns>
public delegate ResolverCall ResolverBinder(FieldContext context, Func<int, object?> parameter);
