using Backend.Contracts.DataExchange;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.Extensions.Options;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>Takes the files that are sent for imports.</summary>
internal sealed class ImportReception(BackendDbContext db, ImportFiles files, ImportPlans plans, VisibleImports imports, Viewer viewer, IOptions<ImportOptions> options)
    : IImportFiles
{
    public int MaxBytes => options.Value.MaxFileBytes;

    public async Task ReceiveAsync(Guid importId, Stream content, CancellationToken cancellationToken)
    {
        viewer.Demand(ImportPermissions.Manage);
        // Before the file is read: nobody sends it in vain.
        _ = await imports.GetAsync(importId, ["id"], cancellationToken);
        // A sender may be slow: what it sends is gathered before the write begins, which holds up others on SQLite.
        await using var file = await files.SpoolAsync(content, cancellationToken);
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var import = await imports.GetAsync(importId, ["id"], cancellationToken);
        await plans.CheckAsync(import.ReadOptions(), file, cancellationToken);
        await files.KeepAsync(import, file, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
