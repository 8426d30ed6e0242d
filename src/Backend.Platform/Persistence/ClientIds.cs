using Backend.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Persistence;

/// <summary>Ids that clients make, so that they may show an object before the server has answered, and may repeat the request.</summary>
public static class ClientIds
{
    /// <summary>The id of a new object: the client's, else one of our own.</summary>
    /// <exception cref="ValidationFailedException">It is no UUID of version 7, which sorts by its time like our own; others would scatter the indexes.</exception>
    public static Guid Choose(Guid? given, DateTimeOffset now) => given is { } id ? Check(id) : Guid.CreateVersion7(now);

    /// <exception cref="ValidationFailedException">It is no UUID of version 7.</exception>
    public static Guid Check(Guid id) => id.Version == 7
        ? id
        : throw new ValidationFailedException("id", "A client-made id is a UUID of version 7.");

    /// <summary>Makes sure that an id that a client made is new.</summary>
    /// <exception cref="ValidationFailedException">An object of the workspace has it.</exception>
    public static async Task DemandFreeAsync<TEntity>(this IQueryable<TEntity> entities, Guid? id, CancellationToken cancellationToken)
        where TEntity : WorkspaceEntity
    {
        if (id is { } given && await entities.AnyAsync(entity => entity.Id == given, cancellationToken))
            throw Taken();
    }

    /// <summary>What is said of an id that is taken.</summary>
    public static ValidationFailedException Taken() =>
        new("id", "There is an object with this id already. If the request is a repeated one, it has been done.");
}
