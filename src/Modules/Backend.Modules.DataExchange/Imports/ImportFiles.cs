using System.Buffers;
using System.Security.Cryptography;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>Keeps the files of imports in the database, in pieces.</summary>
internal sealed class ImportFiles(BackendDbContext db, IOptions<ImportOptions> options)
{
    /// <summary>Gathers a file that comes in, bounded.</summary>
    /// <exception cref="ValidationFailedException">It is too long, or empty.</exception>
    public async Task<FileStream> SpoolAsync(Stream content, CancellationToken cancellationToken)
    {
        var file = Temporary();
        var buffer = ArrayPool<byte>.Shared.Rent(ImportChunk.Size);
        try
        {
            while (await content.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                if (file.Length + read > options.Value.MaxFileBytes)
                    throw new ValidationFailedException("file", $"The file is longer than {options.Value.MaxFileBytes} bytes.");
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            file.Position = 0;
            return file.Length > 0 ? file : throw new ValidationFailedException("file", "The file is empty.");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Keeps a file for an import within the current write, and saves.</summary>
    public async Task KeepAsync(Import import, FileStream file, CancellationToken cancellationToken)
    {
        import.Receive((int)file.Length, await HashAsync(file, cancellationToken));
        await db.ChunksOf(import.Id).ExecuteDeleteAsync(cancellationToken);
        file.Position = 0;
        for (var position = 0; file.Position < file.Length; position++)
        {
            var piece = new byte[Math.Min(ImportChunk.Size, file.Length - file.Position)];
            await file.ReadExactlyAsync(piece, cancellationToken);
            db.Add(new ImportChunk { WorkspaceId = import.WorkspaceId, ImportId = import.Id, Position = position, Content = piece });
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The file of an import.</summary>
    /// <exception cref="ValidationFailedException">It was not sent, or is not kept any more.</exception>
    public async Task<FileStream> OpenAsync(Guid importId, CancellationToken cancellationToken)
    {
        var file = Temporary();
        await foreach (var piece in db.ChunksOf(importId).OrderBy(chunk => chunk.Position).Select(chunk => chunk.Content).AsAsyncEnumerable().WithCancellation(cancellationToken))
            await file.WriteAsync(piece, cancellationToken);
        file.Position = 0;
        if (file.Length > 0)
            return file;
        await file.DisposeAsync();
        throw new ValidationFailedException("id", "The import has no file. Send it to the import's uploadUrl.");
    }

    public static async Task<string> HashAsync(FileStream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private static FileStream Temporary() => new(
        Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
