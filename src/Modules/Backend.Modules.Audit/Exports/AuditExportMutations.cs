using System.Text.Json.Nodes;
using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;

namespace Backend.Modules.Audit.Exports;

[MutationType]
[Authorize(AuditPermissions.Read)]
internal static class AuditExportMutations
{
    /// <summary>
    /// Exports the audit log as JSON Lines. A job does it: follow <c>jobProgress</c>. Its result holds <c>downloadUrl</c>, from
    /// where whoever asked for it gets the file with GET and the headers of this request, for seven days. Of entries about what
    /// the viewer may not see the file has the hashes only. It has no gaps, so that it verifies: where the clocks of servers
    /// differ, single entries in it may lie just outside of the time asked for.
    /// </summary>
    [Error<ValidationError>]
    public static Job AuditExport(AuditExportInput input, BackendDbContext db, JobScheduler jobs)
    {
        if (input is { From: { } from, To: { } to } && from >= to)
            throw new ValidationFailedException("to", "The end comes after the beginning.");
        var job = jobs.Enqueue<AuditExportJob, AuditExportArguments>(new AuditExportArguments(input.From, input.To));
        db.Record(new AuditRecord("audit.exportRequested", Details: new JsonObject { ["jobId"] = GlobalId.Format(nameof(Job), job.Id), ["from"] = input.From, ["to"] = input.To }));
        return job;
    }
}

/// <summary>What to export.</summary>
internal sealed record AuditExportInput
{
    /// <summary>From when on; from the beginning where none is given.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when, without that moment; until now where none is given.</summary>
    public DateTimeOffset? To { get; init; }
}
