using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;
using Backend.Platform.Errors;

namespace Backend.UnitTests.Tracking;

/// <summary>What an issue's own methods enforce, without a database.</summary>
public sealed class IssueRuleTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tuesday = Monday.AddDays(1);
    private static readonly IReadOnlyDictionary<Guid, string> Nobody = new Dictionary<Guid, string>();

    private readonly ITeam team = new SomeTeam("ENG");

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n ")]
    public void Rename_to_nothing_is_refused(string title) =>
        Assert.Equal(["input", "title"], Assert.Throws<ValidationFailedException>(() => New(title)).Failures[0].Path);

    [Fact]
    public void Rename_takes_512_characters_and_no_more()
    {
        Assert.Equal(512, New(new string('x', 512)).Title.Length);
        Assert.Throws<ValidationFailedException>(() => New(new string('x', 513)));
    }

    [Fact]
    public void Rename_puts_the_title_on_one_line() => Assert.Equal("Fix it  now \uFFFD", New("\tFix it\r\nnow \uD800 ").Title);

    [Fact]
    public void Describe_counts_bytes_and_drops_what_no_database_keeps()
    {
        var issue = New();
        issue.Describe(new string('é', 128 * 1024));
        Assert.Throws<ValidationFailedException>(() => issue.Describe(new string('é', (128 * 1024) + 1)));
        issue.Describe("a\0b\n");
        Assert.Equal("ab\n", issue.DescriptionMarkdown);
        issue.Describe("");
        Assert.Null(issue.DescriptionMarkdown);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void Prioritize_outside_0_to_4_is_refused(int priority) => Assert.Throws<ValidationFailedException>(() => New().Prioritize(priority));

    [Fact]
    public void EstimateAt_less_than_nothing_is_refused() => Assert.Throws<ValidationFailedException>(() => New().EstimateAt(-1));

    [Fact]
    public void Schedule_due_before_the_start_is_refused()
    {
        var issue = New();
        issue.Schedule(new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 2));
        Assert.Throws<ValidationFailedException>(() => issue.Schedule(new DateOnly(2026, 1, 3), new DateOnly(2026, 1, 2)));
    }

    [Fact]
    public void Create_with_an_id_of_another_version_is_refused() =>
        Assert.Throws<ValidationFailedException>(() => Issue.Create(team, new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "Title", State(), Guid.CreateVersion7(), Monday));

    [Fact]
    public void MoveTo_another_teams_state_is_not_found() => Assert.Equal(
        ["input", "stateId"], Assert.Throws<NotFoundException>(() => New().MoveTo(State(of: new SomeTeam("OPS")), Monday)).Path);

    [Fact]
    public void MoveTo_lets_the_category_decide_the_times()
    {
        var issue = New();
        Assert.Equal((null, null, null), (issue.StartedAt, issue.CompletedAt, issue.CanceledAt));
        issue.MoveTo(State(StateCategory.Started), Monday);
        Assert.Equal((Monday, null, null), (issue.StartedAt, issue.CompletedAt, issue.CanceledAt));
        issue.MoveTo(State(StateCategory.Started), Tuesday);
        Assert.Equal((Monday, null, null), (issue.StartedAt, issue.CompletedAt, issue.CanceledAt));
        issue.MoveTo(State(StateCategory.Completed), Tuesday);
        Assert.Equal((Monday, Tuesday, null), (issue.StartedAt, issue.CompletedAt, issue.CanceledAt));
        issue.MoveTo(State(StateCategory.Canceled), Tuesday);
        Assert.Equal((Monday, null, Tuesday), (issue.StartedAt, issue.CompletedAt, issue.CanceledAt));
        issue.MoveTo(State(StateCategory.Backlog), Tuesday);
        Assert.Equal((null, null, null), (issue.StartedAt, issue.CompletedAt, issue.CanceledAt));
        issue.MoveTo(State(StateCategory.Completed), Tuesday);
        Assert.Equal((null, Tuesday, null), (issue.StartedAt, issue.CompletedAt, issue.CanceledAt));
    }

    [Fact]
    public void Relabel_with_another_teams_label_is_not_found()
    {
        var issue = New();
        issue.Relabel([Label("mine", team.Id), Label("everybody's")]);
        Assert.Equal(2, issue.Labels.Count);
        Assert.Throws<NotFoundException>(() => issue.Relabel([Label("theirs", Guid.CreateVersion7())]));
    }

    [Fact]
    public void DemandVersion_of_another_version_conflicts_with_the_current_one()
    {
        New().DemandVersion(null);
        New().DemandVersion(0);
        Assert.Equal(0, Assert.Throws<ConflictException>(() => New().DemandVersion(7)).CurrentVersion);
    }

    [Fact]
    public void Enroll_gives_number_identifier_rank_and_one_entry_of_history()
    {
        var issue = New();
        issue.Enroll(team, 42, null, Monday);
        Assert.Equal((42, "ENG-42", Rank.Of(42)), (issue.Number, issue.Identifier, issue.Rank));
        Assert.Equal(IssueChangeAction.Created, Assert.Single(issue.History).Action);
    }

    [Fact]
    public void Record_groups_what_was_changed_and_ignores_what_was_not()
    {
        var issue = New();
        issue.Enroll(team, 1, null, Monday);
        issue.Rename("Title");
        issue.Record(IssueChangeAction.Updated, null, Monday);
        Assert.Single(issue.History);
        issue.Rename("Other");
        issue.Prioritize(3);
        issue.AssignTo(Guid.CreateVersion7(), Nobody);
        issue.RankAt("b00");
        issue.Record(IssueChangeAction.Updated, null, Monday);
        Assert.Equal(["title", "priority", "assignee"], issue.History[1].ReadChanges().Select(change => change.Field));
        Assert.Equal("Title", issue.History[1].ReadChanges()[0].From!.GetValue<string>());
        issue.RankAt("b01");
        issue.Record(IssueChangeAction.Updated, null, Monday);
        Assert.Equal(2, issue.History.Count);
    }

    [Fact]
    public void TransferTo_another_team_renumbers_and_keeps_the_old_identifier()
    {
        var issue = New();
        issue.Relabel([Label("mine", team.Id), Label("everybody's")]);
        issue.Enroll(team, 7, null, Monday);
        var ops = new SomeTeam("OPS");
        issue.TransferTo(team, ops, 3, State(StateCategory.Started, ops), Tuesday);
        Assert.Equal(("OPS-3", ops.Id, "everybody's", Tuesday), (issue.Identifier, issue.TeamId, Assert.Single(issue.Labels).Name, issue.StartedAt));
        Assert.Equal("ENG-7", Assert.Single(issue.EarlierIdentifiers).Identifier);
    }

    private Issue New(string title = "Title") => Issue.Create(team, id: null, title, State(), Guid.CreateVersion7(), Monday);

    private WorkflowState State(StateCategory category = StateCategory.Unstarted, ITeam? of = null) =>
        WorkflowState.Create(team.WorkspaceId, (of ?? team).Id, category.ToString(), category, 0, null, Monday);

    private Label Label(string name, Guid? teamId = null) =>
        Modules.Tracking.Labels.Label.Create(team.WorkspaceId, new LabelCreateInput { Name = name, Color = "#000000", TeamId = teamId }, Monday);

    private sealed record SomeTeam(string Key) : ITeam
    {
        private static readonly Guid Workspace = Guid.CreateVersion7();

        public Guid Id { get; } = Guid.CreateVersion7();

        public Guid WorkspaceId => Workspace;

        public string Name => Key;

        public string Timezone => "UTC";

        public int? AutoArchiveAfterDays => null;
    }
}
