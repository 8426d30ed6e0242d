namespace Backend.Contracts.Tracking;

/// <summary>Fills the demo workspace for those who want to see how it behaves with many issues.</summary>
public interface IDemoVolume
{
    /// <summary>Adds issues until the workspace has as many as wanted. What is there stays, and counts.</summary>
    /// <param name="count">How many issues are wanted in all.</param>
    /// <param name="progress">Told of how many issues are there.</param>
    /// <param name="cancellationToken">Stops the filling; what is saved stays.</param>
    Task FillAsync(int count, IProgress<int> progress, CancellationToken cancellationToken);
}
