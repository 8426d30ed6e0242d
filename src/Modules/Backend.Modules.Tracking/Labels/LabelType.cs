using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.Labels;

[ObjectType<Label>]
internal static class LabelType
{
    /// <summary>The team whose issues may have the label; null for those of any team.</summary>
    [BindMember(nameof(Label.TeamId))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<ITeam?> GetTeam([Parent] Label label, ITeamByIdDataLoader teams) => teams.Load(label.TeamId);

    /// <summary>What the viewer may do with it.</summary>
    public static LabelViewerCan GetViewerCan([Parent] Label label, LabelAccess access) =>
        new(access.Can(LabelPermissions.Update, label.TeamId), access.Can(LabelPermissions.Delete, label.TeamId));

    [NodeResolver]
    public static DataLoaderResult<Label?> GetById(Guid id, LabelByIdDataLoader labels) => labels.Load(id);
}

/// <summary>What the viewer may do with a label.</summary>
/// <param name="Update">Change it.</param>
/// <param name="Delete">Delete it.</param>
internal sealed record LabelViewerCan(bool Update, bool Delete);

[ObjectType<ITeam>]
internal static class TeamLabels
{
    /// <summary>The labels that the team's issues may have, by name: its own, and those of the workspace.</summary>
    [UseConnection]
    public static DataLoaderResult<Connection<Label>> GetLabels([Parent] ITeam team, PageArguments page, LabelsByTeamIdDataLoader labels) =>
        labels.Load(team.Id, page);
}
