using System.Text.Json;
using Backend.Contracts.DataExchange;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>Issues from a file: what is to be done, and what has become of it. A job does it, in batches.</summary>
internal sealed class Import : WorkspaceEntity
{
    public const int MaxNameLength = 255;

    private Import()
    {
    }

    /// <summary>The key of the team that gets the issues; the team is created with the start where there is none.</summary>
    public string TeamKey { get; private init; } = string.Empty;

    /// <summary>What the external ids belong to: the same id from another source is another issue.</summary>
    public string Source { get; private init; } = string.Empty;

    /// <summary>The file's name.</summary>
    public string? FileName { get; private init; }

    /// <summary>How long the file is, in bytes; null while it has not been sent.</summary>
    public int? FileBytes { get; private set; }

    /// <summary>How many of the file's rows are done.</summary>
    public int RowsDone { get; private set; }

    /// <summary>How many issues were created.</summary>
    public int Created { get; private set; }

    /// <summary>How many issues were there and have been brought up to date.</summary>
    public int Updated { get; private set; }

    /// <summary>How many issues were there and are the same.</summary>
    public int Unchanged { get; private set; }

    /// <summary>How many rows could not be imported.</summary>
    public int Failed { get; private set; }

    /// <summary>The team; null while it is yet to be created.</summary>
    public Guid? TeamId { get; private set; }

    /// <summary>Who asked for it; null for the command line.</summary>
    public Guid? CreatorId { get; private init; }

    /// <summary>What was asked for last; what has become of its job decides how far it is.</summary>
    [GraphQLIgnore]
    public ImportStatus Asked { get; private set; }

    /// <summary>The job that does what was asked for last.</summary>
    public Guid? JobId { get; private set; }

    /// <summary>The column of each field, as JSON.</summary>
    internal string Columns { get; private init; } = "{}";

    /// <summary>The state of each value, as JSON.</summary>
    internal string States { get; private init; } = "{}";

    /// <summary>The file's SHA-256; null while it has not been sent.</summary>
    internal string? FileHash { get; private set; }

    /// <summary>Whether a job is to be under way.</summary>
    [GraphQLIgnore]
    public bool IsActive => Asked is ImportStatus.Validating or ImportStatus.Running or ImportStatus.RollingBack;

    public static Import Create(Guid workspaceId, Guid? id, CsvImportOptions options, Guid? teamId, string? fileName, Guid? creatorId, DateTimeOffset now) => new()
    {
        WorkspaceId = workspaceId,
        Id = ClientIds.Choose(id, now),
        TeamKey = options.TeamKey,
        TeamId = teamId,
        Source = options.Source,
        Columns = Write(options.Columns),
        States = Write(options.States),
        FileName = fileName,
        CreatorId = creatorId,
        Asked = ImportStatus.WaitingForFile,
        CreatedAt = now,
    };

    /// <summary>The columns or the states, as they are kept: in one order, so that equal ones are equal texts.</summary>
    public static string Write(IReadOnlyDictionary<string, string> pairs) =>
        JsonSerializer.Serialize(new SortedDictionary<string, string>(pairs.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal), JsonSerializerOptions.Web);

    public CsvImportOptions ReadOptions() => new()
    {
        TeamKey = TeamKey,
        Source = Source,
        Columns = Read(Columns),
        States = Read(States),
    };

    /// <summary>Its file is there.</summary>
    /// <exception cref="ValidationFailedException">It has begun, so that the file cannot be another any more.</exception>
    public void Receive(int bytes, string hash)
    {
        if (Asked is not (ImportStatus.WaitingForFile or ImportStatus.Ready or ImportStatus.Validated))
            throw new ValidationFailedException("id", "The import has begun with the file that it has. Create another import for another file.");
        (FileBytes, FileHash, Asked) = (bytes, hash, ImportStatus.Ready);
    }

    /// <summary>Asks a job for something.</summary>
    public void Ask(ImportStatus what, Job job) => (Asked, JobId) = (what, job.Id);

    /// <summary>The job has done what was asked for.</summary>
    public void Reach(ImportStatus status) => Asked = status;

    public void IntoTeam(Guid teamId) => TeamId = teamId;

    /// <summary>How far it is, when one knows of its job.</summary>
    /// <param name="job">The job; null where it is gone.</param>
    public ImportStatus StatusWith(Job? job) => !IsActive ? Asked : job?.Status switch
    {
        JobStatus.Queued or JobStatus.Running => Asked,
        // The job records both at once; whoever reads them one after the other may see the older of the one.
        JobStatus.Succeeded => Asked,
        JobStatus.Cancelled => ImportStatus.Cancelled,
        _ => ImportStatus.Failed,
    };

    private static Dictionary<string, string> Read(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonSerializerOptions.Web)!;
}
