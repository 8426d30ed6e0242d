using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Modules.Workspaces.Teams;

internal sealed class TeamFilterTranslator(VisibleTeams teams, TimeProvider clock)
    : FilterTranslator<TeamFilter, Team>(clock), IReferenceFilter<TeamFilter>
{
    // Only what the viewer may see, so that nothing can be learned of other teams by filtering.
    public IQueryable<Guid> Matching(TeamFilter filter) => teams.Query().Where(filter, this).Select(team => team.Id);

    protected override void Translate(TeamFilter filter, Predicates<Team> where)
    {
        where.Add(filter.Id, team => team.Id);
        where.Add(filter.Key, team => team.Key);
        where.Add(filter.Name, team => team.Name);
        if (filter.IsNull == true)
            where.Add(_ => false);
    }
}
