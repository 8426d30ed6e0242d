namespace Backend.Contracts.Identity;

/// <summary>Finds people by the handles with which they are mentioned.</summary>
public interface IUserHandles
{
    /// <summary>The users who have the handles, by handle in lower case; one that nobody has is left out.</summary>
    Task<IReadOnlyDictionary<string, Guid>> FindAsync(IReadOnlyCollection<string> handles, CancellationToken cancellationToken);
}
