using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Backend.GraphQL;
using Backend.Modules.Audit.Entries;
using Backend.Platform.Audit;
using Backend.Platform.Jobs;
using Backend.Platform.Live;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Audit.Exports;

/// <summary>Which entries an export holds.</summary>
internal sealed record AuditExportArguments(DateTimeOffset? From, DateTimeOffset? To);

/// <summary>What an export came to.</summary>
internal sealed record AuditExportResult(string DownloadUrl, int Entries, int Withheld, string Sha256);

/// <summary>Writes the log to a file, as whoever asked for it may see it, piece by piece. One that is begun again begins anew.</summary>
internal sealed class AuditExportJob(BackendDbContext db, IViewerResolver viewers, Viewer viewer, AuditSight sight, TimeProvider clock) : IJob<AuditExportArguments>
{
    private const int BatchSize = 1_000;

    public async Task ExecuteAsync(AuditExportArguments arguments, JobContext context, CancellationToken cancellationToken)
    {
        await viewers.ActAsAsync(context.RequiredOwnerId, context.TokenId, cancellationToken);
        viewer.Demand(AuditPermissions.Read);
        await db.ChunksOf(context.WorkspaceId, context.JobId).ExecuteDeleteAsync(cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (first, last) = await FindAsync(arguments, context.WorkspaceId, cancellationToken);
        var (entries, withheld, position, after) = (0, 0, 0, first - 1);
        while (await ReadAsync(context.WorkspaceId, after, last, cancellationToken) is { Count: > 0 } rows)
        {
            var seen = await sight.SeeAsync(rows, cancellationToken);
            var piece = new ArrayBufferWriter<byte>();
            foreach (var row in rows)
            {
                var shown = row.EventSequence is null || (seen.TryGetValue(row.Sequence, out var change) && IsWhole(change));
                withheld += shown ? 0 : 1;
                AuditExportLine.Write(piece, row, shown);
            }

            (entries, after) = (entries + rows.Count, rows[^1].Sequence);
            hash.AppendData(piece.WrittenSpan);
            await KeepAsync(context, position++, piece.WrittenSpan.ToArray(), entries, cancellationToken);
        }

        var result = new AuditExportResult(
            $"/audit/exports/{GlobalId.Format(nameof(Job), context.JobId)}", entries, withheld, Convert.ToHexStringLower(hash.GetHashAndReset()));
        await RecordAsync(context, result, cancellationToken);
        context.Result = result;
    }

    // Some fields of a change may be out of sight though the change is not: the hash of the rest could not be verified.
    private static bool IsWhole(VisibleChange change) => change.Changes.Count == change.Event.ReadChanges().Count;

    // The clocks of nodes differ, so times do not quite follow places. A file with gaps would not verify: it holds all places
    // from the first entry within the time to the last, and what lies between them.
    private async Task<(long First, long Last)> FindAsync(AuditExportArguments arguments, Guid workspaceId, CancellationToken cancellationToken)
    {
        var rows = db.Set<AuditRow>().Where(row => row.WorkspaceId == workspaceId);
        if (arguments.From is { } from)
            rows = rows.Where(row => row.OccurredAt >= from);
        if (arguments.To is { } to)
            rows = rows.Where(row => row.OccurredAt < to);
        return (
            await rows.MinAsync(row => (long?)row.Sequence, cancellationToken) ?? 1,
            await rows.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0);
    }

    private Task<List<AuditRow>> ReadAsync(Guid workspaceId, long after, long last, CancellationToken cancellationToken) =>
        db.Set<AuditRow>().AsNoTracking().Where(row => row.WorkspaceId == workspaceId && row.Sequence > after && row.Sequence <= last)
            .OrderBy(row => row.Sequence).Take(BatchSize).ToListAsync(cancellationToken);

    private async Task KeepAsync(JobContext context, int position, byte[] content, int done, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        db.Add(new AuditExportChunk { WorkspaceId = context.WorkspaceId, JobId = context.JobId, Position = position, Content = content, CreatedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
        await context.SaveAsync(db, position, done, total: null, cancellationToken);
        await write.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task RecordAsync(JobContext context, AuditExportResult result, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        db.Record(new AuditRecord("audit.exported", Details: new JsonObject
        {
            ["jobId"] = GlobalId.Format(nameof(Job), context.JobId),
            ["entries"] = result.Entries,
            ["sha256"] = result.Sha256,
        }));
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
