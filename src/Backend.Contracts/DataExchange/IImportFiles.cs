namespace Backend.Contracts.DataExchange;

/// <summary>The files of imports, as they come in over HTTP.</summary>
public interface IImportFiles
{
    /// <summary>How long a file may be, in bytes.</summary>
    int MaxBytes { get; }

    /// <summary>Keeps a file for an import of the viewer's workspace, in place of one that was sent before.</summary>
    /// <exception cref="Backend.Platform.Errors.BackendException">There is no such import, it has begun, or the file is too long.</exception>
    Task ReceiveAsync(Guid importId, Stream content, CancellationToken cancellationToken);
}
