using Backend.GraphQL;
using Backend.Platform.Errors;

namespace Backend.Modules.DataExchange.Imports;

[MutationType]
[Authorize(ImportPermissions.Manage)]
[Error<ValidationError>]
[Error<NotFoundError>]
[Error<ConflictError>]
internal static class ImportMutations
{
    /// <summary>Creates an import. Nothing happens to issues before it is started.</summary>
    public static Task<Import> ImportCreateAsync(ImportCreateInput input, ImportCreation creation, CancellationToken cancellationToken) =>
        creation.CreateAsync(input, cancellationToken);

    /// <summary>Tries an import out: every row is checked as if it were imported, nothing is changed. A job does it; then <c>rows</c> shows what would fail.</summary>
    public static async Task<Import> ImportValidateAsync(
        ImportValidateInput input, VisibleImports imports, ImportControl control, CancellationToken cancellationToken)
    {
        var import = await imports.GetAsync(input.Id, ["input", "id"], cancellationToken);
        await control.ValidateAsync(import, cancellationToken);
        return import;
    }

    /// <summary>
    /// Starts an import, or goes on with one that failed or was stopped, where it was. A job does it: follow <c>jobProgress</c>.
    /// Rows that break a rule are recorded and stop nothing; importing the same file again changes nothing.
    /// </summary>
    public static async Task<Import> ImportStartAsync(
        ImportStartInput input, VisibleImports imports, ImportControl control, CancellationToken cancellationToken)
    {
        var import = await imports.GetAsync(input.Id, ["input", "id"], cancellationToken);
        await control.StartAsync(import, cancellationToken);
        return import;
    }

    /// <summary>Stops an import that is under way, within a few seconds. What was imported by then stays; start it to go on, or roll it back.</summary>
    public static async Task<Import> ImportCancelAsync(
        ImportCancelInput input, VisibleImports imports, ImportControl control, CancellationToken cancellationToken)
    {
        var import = await imports.GetAsync(input.Id, ["input", "id"], cancellationToken);
        await control.CancelAsync(import, cancellationToken);
        return import;
    }

    /// <summary>
    /// Deletes for good the issues that an import has created, with whatever was done with them since. Issues that were there
    /// before and were brought up to date stay as they are. A job does it.
    /// </summary>
    public static async Task<Import> ImportRollbackAsync(
        ImportRollbackInput input, VisibleImports imports, ImportControl control, CancellationToken cancellationToken)
    {
        var import = await imports.GetAsync(input.Id, ["input", "id"], cancellationToken);
        await control.RollBackAsync(import, cancellationToken);
        return import;
    }
}
