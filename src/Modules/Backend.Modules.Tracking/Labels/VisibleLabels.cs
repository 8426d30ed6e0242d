using Backend.Contracts.Workspaces;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Labels;

/// <summary>Which labels the viewer may see: those of the workspace, and those of the teams that the viewer sees.</summary>
internal sealed class VisibleLabels(BackendDbContext db, ITeamDirectory teams)
{
    public IQueryable<Label> Query()
    {
        var visible = teams.VisibleIds();
        return db.Labels.Where(label => label.TeamId == null || visible.Contains(label.TeamId.Value));
    }

    public async Task<Label> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await Query().SingleOrDefaultAsync(label => label.Id == id, cancellationToken) ?? throw new NotFoundException(nameof(Label), "input", "id");

    /// <exception cref="ValidationFailedException">Another label of the same scope has the name.</exception>
    public async Task DemandFreeNameAsync(Label label, CancellationToken cancellationToken)
    {
        if (await db.Labels.AnyAsync(other => other.TeamId == label.TeamId && other.NameKey == label.NameKey && other.Id != label.Id, cancellationToken))
            throw new ValidationFailedException("name", $"There is a label named '{label.Name}' already.");
    }
}
