namespace Backend.GraphQL;

/// <summary>Makes a caller's operations safe to repeat: the application's store of what was done under which key. One per scope.</summary>
public interface IIdempotentOperations
{
    /// <summary>Begins an operation under a key; where the same one runs already, once that has ended.</summary>
    /// <param name="key">The key that the caller made.</param>
    /// <param name="fingerprint">Tells the operation apart from others: document, name and variables.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The operation's turn, which whoever begins it disposes; null for a caller whose keys are not kept.</returns>
    /// <exception cref="ICodedException">The key was used for another operation, or the same one runs for too long.</exception>
    Task<IIdempotentTurn?> BeginAsync(string key, ReadOnlyMemory<byte> fingerprint, CancellationToken cancellationToken);
}

/// <summary>An operation that runs under a key, and that no other runs under meanwhile.</summary>
public interface IIdempotentTurn : IDisposable
{
    /// <summary>The answer that the operation had before; null where it has none yet.</summary>
    ReadOnlyMemory<byte>? Answer { get; }

    /// <summary>Keeps the answer, so that a repeat gets the same. It is not what keeps the effect from being repeated.</summary>
    /// <returns>The answer that counts: another one where somebody else kept theirs first.</returns>
    Task<ReadOnlyMemory<byte>> KeepAsync(ReadOnlyMemory<byte> answer, CancellationToken cancellationToken);
}

/// <summary>
/// Remembers the effect of each mutation field that runs under a key, in the transaction of the effect itself. Optional; one
/// per scope.
/// </summary>
public interface IMutationJournal
{
    /// <summary>Whether the operation runs under a key.</summary>
    bool IsOpen { get; }

    /// <summary>Begins a field, within its transaction and before anything else in it.</summary>
    /// <param name="field">The field's name in the response.</param>
    /// <param name="cancellationToken">Ends the wait for whoever has begun it elsewhere.</param>
    /// <returns>The effect that the field has had already, so that it must not run again; null where it has had none.</returns>
    Task<MutationEffect?> BeginAsync(string field, CancellationToken cancellationToken);

    /// <summary>Says what to keep of the field's result; the unit of work writes it before it commits.</summary>
    void Note(string? result);
}

/// <summary>The effect of a mutation field, as it is kept.</summary>
/// <param name="Result">The text that finds the result again; null where there is nothing to find.</param>
/// <param name="SyncId">The place of its last change in the change feed.</param>
public sealed record MutationEffect(string? Result, SyncId? SyncId);

/// <summary>
/// A mutation's result that is no single object with an id. Kept as a text, it can be given again after a crash between the
/// commit of its effect and its answer.
/// </summary>
/// <typeparam name="TSelf">The result.</typeparam>
public interface IKeptResult<TSelf> : IKeptResult
    where TSelf : IKeptResult<TSelf>
{
    /// <summary>Finds the result again, as the caller may see it now.</summary>
    static abstract Task<TSelf> RestoreAsync(string kept, IServiceProvider services, CancellationToken cancellationToken);
}

/// <summary>A result that says what to keep of it.</summary>
public interface IKeptResult
{
    /// <summary>What to keep.</summary>
    string Keep();
}
