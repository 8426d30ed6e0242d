namespace Backend.GraphQL;

/// <summary>
/// The transaction around one mutation field: what its resolver did is saved and committed before its payload is resolved,
/// or undone as a whole.
/// </summary>
public interface IMutationUnitOfWork
{
    /// <summary>Runs the resolver in a transaction, then saves and commits.</summary>
    /// <param name="resolver">The resolver.</param>
    /// <param name="cancellationToken">Ends the work; nothing is then saved.</param>
    /// <returns>The place of the mutation's last change in the change feed; null where it changed nothing.</returns>
    Task<SyncId?> RunAsync(Func<Task> resolver, CancellationToken cancellationToken);
}
