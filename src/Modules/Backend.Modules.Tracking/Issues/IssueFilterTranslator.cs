using Backend.Contracts.Identity;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;

namespace Backend.Modules.Tracking.Issues;

internal sealed class IssueFilterTranslator(
    WorkflowStateFilterTranslator states, LabelFilterTranslator labels, IReferenceFilter<TeamFilter> teams, IReferenceFilter<UserFilter> users,
    ITeamDirectory directory, TimeProvider clock)
    : FilterTranslator<IssueFilter, Issue>(clock)
{
    protected override void Translate(IssueFilter filter, Predicates<Issue> where)
    {
        where.Add(filter.Id, issue => issue.Id);
        where.Add(filter.Identifier, issue => issue.Identifier);
        where.Add(filter.Number, issue => issue.Number);
        where.Add(filter.Title, issue => issue.Title);
        where.Add(filter.DescriptionMarkdown, issue => issue.DescriptionMarkdown);
        where.Add(filter.Priority, issue => issue.Priority);
        where.Add(filter.Estimate, issue => issue.Estimate);
        where.Add(filter.DueDate, issue => issue.DueDate);
        where.Add(filter.StartDate, issue => issue.StartDate);
        where.Add(filter.CreatedAt, issue => issue.CreatedAt);
        where.Add(filter.UpdatedAt, issue => issue.UpdatedAt);
        where.Add(filter.StartedAt, issue => issue.StartedAt);
        where.Add(filter.CompletedAt, issue => issue.CompletedAt);
        where.Add(filter.CanceledAt, issue => issue.CanceledAt);
        where.Add(filter.ArchivedAt, issue => issue.ArchivedAt);
        where.Add(filter.TrashedAt, issue => issue.TrashedAt);
        where.Add(filter.ExternalSource, issue => issue.ExternalSource);
        where.Add(filter.ExternalId, issue => issue.ExternalId);
        where.AddObject(filter.State, issue => issue.State, states);
        where.AddReference(filter.Team, issue => issue.TeamId, teams);
        where.AddReference(filter.Assignee, issue => issue.AssigneeId, users);
        where.AddReference(filter.Creator, issue => issue.CreatorId, users);
        where.AddList(filter.Labels, issue => issue.Labels, labels);
        if (filter.IsNull == true)
            where.Add(_ => false);
        if (filter.Parent is { } parent)
            AddParent(parent, where);
    }

    private void AddParent(IssueFilter parent, Predicates<Issue> where)
    {
        if (parent.IsNull is { } isNull)
            where.Add(issue => issue.ParentId == null == isNull);
        if (ToPredicate(parent with { IsNull = null }) is null)
            return;
        // The parent may be another team's, of which nothing must be learned by filtering.
        var visible = directory.VisibleIds();
        where.Add(issue => issue.ParentId != null && visible.Contains(issue.Parent!.TeamId));
        where.AddObject(parent with { IsNull = null }, issue => issue.Parent!, this);
    }
}
