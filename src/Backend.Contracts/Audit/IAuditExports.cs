namespace Backend.Contracts.Audit;

/// <summary>The files of audit exports, as they go out over HTTP.</summary>
public interface IAuditExports
{
    /// <summary>The pieces of an export's file, in their order: of one that the viewer has asked for, and that is done.</summary>
    /// <param name="jobId">The job that made it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Backend.Platform.Errors.BackendException">There is none, or the viewer may not have it.</exception>
    Task<IAsyncEnumerable<byte[]>> OpenAsync(Guid jobId, CancellationToken cancellationToken);
}
