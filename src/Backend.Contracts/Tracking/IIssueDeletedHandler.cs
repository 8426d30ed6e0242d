namespace Backend.Contracts.Tracking;

/// <summary>
/// Called within the write that deletes an issue for good, before it is saved, so that what other modules keep of it (its
/// comments) goes with it or not at all.
/// </summary>
public interface IIssueDeletedHandler
{
    /// <summary>Removes from the context what belongs to the issue; does not save.</summary>
    Task OnIssueDeletedAsync(IIssue issue, CancellationToken cancellationToken);
}
