using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;

namespace Backend.Modules.Tracking.Demo;

/// <summary>Creates the demo's issues through the same rules as any other.</summary>
internal sealed class DemoIssueFactory(
    ITeam team, TeamWorkflow workflow, IReadOnlyDictionary<string, Label> labels, IReadOnlyDictionary<string, Guid> people,
    IReadOnlyDictionary<Guid, string> names, string source, DateTimeOffset now)
{
    public IReadOnlyList<Issue> Make(IReadOnlyList<DemoIssue> plan)
    {
        var made = new Dictionary<string, Issue>(StringComparer.Ordinal);
        foreach (var demo in plan)
            made.Add(demo.ExternalId, Make(demo, made));
        return [.. made.Values];
    }

    private Issue Make(DemoIssue demo, Dictionary<string, Issue> made)
    {
        var issue = Issue.Create(team, id: null, demo.Title, workflow.Initial, people[demo.Creator], now);
        issue.Describe(demo.Description);
        issue.Prioritize(demo.Priority);
        issue.EstimateAt(demo.Estimate);
        issue.Schedule(start: null, demo.DueDate);
        issue.AssignTo(demo.Assignee is { } handle ? people[handle] : null, names);
        issue.Relabel([.. new[] { demo.Label, demo.SecondLabel }.OfType<string>().Select(name => labels[name])]);
        issue.PutUnder(demo.Parent is { } parent ? made[parent] : null);
        issue.ImportedFrom(source, demo.ExternalId, demo.CreatedAt);
        // What is done was once begun.
        if (demo.State == "Done")
            issue.MoveTo(State("In Progress"), demo.CreatedAt.AddDays(2));
        issue.MoveTo(State(demo.State), demo.CreatedAt.AddDays(5));
        return issue;
    }

    private WorkflowState State(string name) =>
        workflow.Find(name) ?? throw new InvalidOperationException($"The demo team '{team.Key}' has no state named '{name}'.");
}
