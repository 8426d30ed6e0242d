using System.Text;
using Backend.Contracts.DataExchange;
using Backend.Contracts.Workspaces;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>Creates imports, and takes their files. Called within a write.</summary>
internal sealed class ImportCreation(BackendDbContext db, ImportFiles files, ImportPlans plans, ITeamDirectory teams, Viewer viewer, TimeProvider clock)
{
    public async Task<Import> CreateAsync(ImportCreateInput input, CancellationToken cancellationToken)
    {
        var options = input.ToOptions();
        await db.Imports.DemandFreeAsync(input.Id, cancellationToken);
        var import = Import.Create(
            viewer.RequiredWorkspaceId, input.Id, options, await FindTeamAsync(options, cancellationToken), input.FileName, viewer.UserId, clock.GetUtcNow());
        db.Add(import);
        if (input.Csv is not { } csv)
            return import;
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        await using var file = await files.SpoolAsync(content, cancellationToken);
        await plans.CheckAsync(options, file, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await files.KeepAsync(import, file, cancellationToken);
        return import;
    }

    // A team that is out of the viewer's sight gets nothing from the viewer, and is not told of.
    private async Task<Guid?> FindTeamAsync(CsvImportOptions options, CancellationToken cancellationToken)
    {
        teams.DemandKey(options.TeamKey, "teamKey");
        return await teams.FindByKeyAsync(options.TeamKey, cancellationToken) is { } team
            ? (await teams.GetVisibleAsync(team.Id, ["input", "teamKey"], cancellationToken)).Id
            : null;
    }
}
