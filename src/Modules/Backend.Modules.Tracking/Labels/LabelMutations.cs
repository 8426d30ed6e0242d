using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Tracking.Labels;

[MutationType]
[Error<ValidationError>]
[Error<NotFoundError>]
internal static class LabelMutations
{
    /// <summary>Adds a label to a team, or to the workspace.</summary>
    [Authorize(LabelPermissions.Create)]
    public static async Task<Label> LabelCreateAsync(
        LabelCreateInput input, BackendDbContext db, Viewer viewer, ITeamDirectory teams, LabelAccess access, VisibleLabels labels, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (input.TeamId is { } teamId)
            await teams.GetVisibleAsync(teamId, ["input", "teamId"], cancellationToken);
        access.Demand(LabelPermissions.Create, input.TeamId);
        await db.Labels.DemandFreeAsync(input.Id, cancellationToken);
        var label = Label.Create(viewer.RequiredWorkspaceId, input, clock.GetUtcNow());
        await labels.DemandFreeNameAsync(label, cancellationToken);
        db.Add(label);
        return label;
    }

    /// <summary>Changes a label.</summary>
    [Authorize(LabelPermissions.Update)]
    [Error<ConflictError>]
    public static async Task<Label> LabelUpdateAsync(LabelUpdateInput input, LabelAccess access, VisibleLabels labels, CancellationToken cancellationToken)
    {
        var label = await labels.GetAsync(input.Id, cancellationToken);
        access.Demand(LabelPermissions.Update, label.TeamId);
        label.Update(input);
        await labels.DemandFreeNameAsync(label, cancellationToken);
        return label;
    }

    /// <summary>Deletes a label and takes it from the issues that have it.</summary>
    [Authorize(LabelPermissions.Delete)]
    public static async Task<Label> LabelDeleteAsync(
        LabelDeleteInput input, BackendDbContext db, LabelAccess access, VisibleLabels labels, CancellationToken cancellationToken)
    {
        var label = await labels.GetAsync(input.Id, cancellationToken);
        access.Demand(LabelPermissions.Delete, label.TeamId);
        label.Delete();
        db.Remove(label);
        return label;
    }
}
