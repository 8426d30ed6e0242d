namespace Backend.Contracts.Identity;

/// <summary>What people are called, for records that must keep the name of the moment.</summary>
public interface IUserNames
{
    /// <summary>The full names of users, by id; an unknown one has no entry.</summary>
    Task<IReadOnlyDictionary<Guid, string>> GetAsync(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken);
}
