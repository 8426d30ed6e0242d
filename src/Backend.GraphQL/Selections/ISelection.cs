namespace Backend.GraphQL;

/// <summary>
/// Which members of its objects the running operation reads, so that loaders fetch those columns and no more. It is asked
/// through <see cref="SelectionQueryExtensions.SelectMembers{T}(IQueryable{T}, ISelection)"/>.
/// </summary>
public interface ISelection
{
    /// <summary>The members of a class that any field of the operation reads; null where that may be all of them.</summary>
    /// <param name="type">The class of the objects.</param>
    /// <returns>The members, without the key, which is always read.</returns>
    IReadOnlySet<string>? MembersOf(Type type);
}
