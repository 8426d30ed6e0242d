using Backend.GraphQL;

namespace Backend.Modules.DataExchange.Imports;

[QueryType]
[Authorize(ImportPermissions.Manage)]
internal static class ImportQueries
{
    /// <summary>An import. Null, with an error <c>NOT_FOUND</c>, where there is none that the viewer may see.</summary>
    public static async Task<Import?> GetImportAsync([ID<Import>] Guid id, VisibleImports imports, CancellationToken cancellationToken) =>
        await imports.GetAsync(id, ["id"], cancellationToken);

    /// <summary>The imports, the latest first.</summary>
    [UseConnection]
    public static Task<Connection<Import>> GetImportsAsync(PageArguments page, VisibleImports imports, CancellationToken cancellationToken) =>
        imports.Query().ToConnectionAsync(page, new SortKeys<Import>().Add(import => import.CreatedAt, SortDirection.Desc), cancellationToken);
}
