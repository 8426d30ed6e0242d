using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.Labels;

[ObjectType<Label>]
internal static class LabelType
{
    /// <summary>The team whose issues may have the label; null for those of any team.</summary>
    [BindMember(nameof(Label.TeamId))]
    public static DataLoaderResult<ITeam?> GetTeam([Parent] Label label, ITeamByIdDataLoader teams) => teams.Load(label.TeamId);

    [NodeResolver]
    public static DataLoaderResult<Label?> GetById(Guid id, LabelByIdDataLoader labels) => labels.Load(id);
}

[ObjectType<ITeam>]
internal static class TeamLabels
{
    /// <summary>The labels that the team's issues may have, by name: its own, and those of the workspace.</summary>
    [UseConnection]
    public static DataLoaderResult<Connection<Label>> GetLabels([Parent] ITeam team, PageArguments page, LabelsByTeamIdDataLoader labels) =>
        labels.Load(team.Id, page);
}
