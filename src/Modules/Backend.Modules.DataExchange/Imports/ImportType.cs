using Backend.Contracts.Identity;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Jobs;
using Backend.Platform.Security;

namespace Backend.Modules.DataExchange.Imports;

[ObjectType<Import>]
internal static class ImportType
{
    /// <summary>How far it is.</summary>
    public static DataLoaderResult<ImportStatus> GetStatus([Parent] Import import, ImportJobByIdDataLoader jobs) =>
        import.IsActive ? jobs.Load(import.JobId).Then(import.StatusWith) : DataLoaderResult.FromValue(import.Asked);

    /// <summary>The job that does what was asked for last; null where nothing was, or long after its end.</summary>
    [BindMember(nameof(Import.JobId))]
    public static DataLoaderResult<Job?> GetJob([Parent] Import import, ImportJobByIdDataLoader jobs) => jobs.Load(import.JobId);

    /// <summary>The team; null while it is yet to be created.</summary>
    [BindMember(nameof(Import.TeamId))]
    public static DataLoaderResult<ITeam?> GetTeam([Parent] Import import, ITeamByIdDataLoader teams) => teams.Load(import.TeamId);

    /// <summary>Who asked for it; null for the command line.</summary>
    [BindMember(nameof(Import.CreatorId))]
    public static DataLoaderResult<IUser?> GetCreator([Parent] Import import, IUserByIdDataLoader users) => users.Load(import.CreatorId);

    /// <summary>Where its file is sent to, with PUT and the headers of this request, before it is started.</summary>
    public static string GetUploadUrl([Parent] Import import) => $"/imports/{GlobalId.Format(nameof(Import), import.Id)}/file";

    /// <summary>Its rows, by line: those that made an issue, changed one, or failed. Trying it out records failures only, at most 10,000.</summary>
    /// <param name="effect">Only those of which this became.</param>
    [UseConnection]
    public static DataLoaderResult<Connection<ImportRow>> GetRows(
        [Parent] Import import, ImportEffect? effect, PageArguments page, RowsOfImportDataLoader rows) =>
        rows.Load(new ImportRowList(import.Id, effect), page);

    /// <summary>What the viewer may do with it, as far as it is now.</summary>
    public static DataLoaderResult<ImportViewerCan> GetViewerCan([Parent] Import import, Viewer viewer, ImportJobByIdDataLoader jobs)
    {
        var manages = viewer.Can(ImportPermissions.Manage);
        ImportViewerCan Can(Job? job) => new(
            manages && import.Allows(ImportStatus.Validating, job), manages && import.Allows(ImportStatus.Running, job),
            manages && import.IsUnderWay(job), manages && import.Allows(ImportStatus.RollingBack, job));
        return import.IsActive ? jobs.Load(import.JobId).Then(Can) : DataLoaderResult.FromValue(Can(null));
    }

    [NodeResolver]
    public static DataLoaderResult<Import?> GetById(Guid id, ImportByIdDataLoader imports) => imports.Load(id);
}

/// <summary>What the viewer may do with an import.</summary>
/// <param name="Validate">Try it out.</param>
/// <param name="Start">Start it, or go on with it.</param>
/// <param name="Cancel">Stop it.</param>
/// <param name="Rollback">Delete what it created.</param>
internal sealed record ImportViewerCan(bool Validate, bool Start, bool Cancel, bool Rollback);

[ObjectType<ImportRow>]
internal static class ImportRowType
{
    /// <summary>The import.</summary>
    [BindMember(nameof(ImportRow.ImportId))]
    public static DataLoaderResult<Import> GetImport([Parent] ImportRow row, ImportByIdDataLoader imports) => imports.LoadRequired(row.ImportId);

    /// <summary>The issue; null where there is none, any more, that the viewer may see.</summary>
    [BindMember(nameof(ImportRow.IssueId))]
    public static DataLoaderResult<IIssue?> GetIssue([Parent] ImportRow row, IIssueByIdDataLoader issues) => issues.Load(row.IssueId);

    [NodeResolver]
    public static DataLoaderResult<ImportRow?> GetById(Guid id, ImportRowByIdDataLoader rows) => rows.Load(id);
}
