using System.Globalization;
using System.Text.Json.Nodes;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.History;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;

namespace Backend.Modules.Tracking.Issues;

/// <summary>What can be done to an issue. Each method checks its rule; <see cref="Record"/> tells of all of them together.</summary>
internal sealed partial class Issue
{
    private readonly FieldChanges changes = [];

    /// <summary>Whether there is something to record.</summary>
    internal bool IsChanged => changes.Count > 0;

    /// <summary>Begins a new issue, which exists once it is given its number.</summary>
    /// <exception cref="ValidationFailedException">A value breaks a rule.</exception>
    public static Issue Create(ITeam team, Guid? id, string title, WorkflowState state, Guid creatorId, DateTimeOffset now)
    {
        var issue = new Issue
        {
            WorkspaceId = team.WorkspaceId,
            Id = ClientIds.Choose(id, now),
            TeamId = team.Id,
            CreatorId = creatorId,
            CreatedAt = now,
        };
        issue.Rename(title);
        issue.MoveTo(state, now);
        return issue;
    }

    /// <exception cref="ConflictException">The issue was changed since the caller read it.</exception>
    public void DemandVersion(int? expected)
    {
        if (expected is { } version && version != Version)
            throw new ConflictException(nameof(Issue), Version);
    }

    public void Rename(string title) => Title = changes.Set("title", Title, IssueRules.Title(title));

    public void Describe(string? markdown) =>
        DescriptionMarkdown = changes.Set("descriptionMarkdown", DescriptionMarkdown, IssueRules.Description(markdown));

    public void Prioritize(int priority) => Priority = changes.Set("priority", Priority, IssueRules.Priority(priority));

    public void EstimateAt(int? estimate) => Estimate = changes.Set("estimate", Estimate, IssueRules.Estimate(estimate));

    public void Schedule(DateOnly? start, DateOnly? due)
    {
        IssueRules.Dates(start, due);
        StartDate = changes.Set("startDate", StartDate, start);
        DueDate = changes.Set("dueDate", DueDate, due);
    }

    public void RankAt(string rank) => Rank = changes.Set("rank", Rank, rank);

    /// <summary>Puts the issue into another state; what the state means decides when it was started, completed or canceled.</summary>
    /// <exception cref="NotFoundException">The state is not one of the team's.</exception>
    public void MoveTo(WorkflowState state, DateTimeOffset when)
    {
        if (state.TeamId != TeamId)
            throw new NotFoundException(nameof(WorkflowState), "input", "stateId");
        if (state.Id == StateId)
            return;
        NoteReference("state", State is null ? null : FieldChanges.Reference(State.Id, State.Name), FieldChanges.Reference(state.Id, state.Name));
        (StateId, State) = (state.Id, state);
        StartedAt = changes.Set("startedAt", StartedAt, state.Category switch
        {
            StateCategory.Started => StartedAt ?? when,
            StateCategory.Completed or StateCategory.Canceled => StartedAt,
            _ => null,
        });
        CompletedAt = changes.Set("completedAt", CompletedAt, state.Category == StateCategory.Completed ? CompletedAt ?? when : null);
        CanceledAt = changes.Set("canceledAt", CanceledAt, state.Category == StateCategory.Canceled ? CanceledAt ?? when : null);
    }

    /// <summary>Gives the issue to somebody, whom the caller knows to be a member, or to nobody.</summary>
    public void AssignTo(Guid? assigneeId, IReadOnlyDictionary<Guid, string> names)
    {
        if (assigneeId == AssigneeId)
            return;
        NoteReference("assignee", Person(AssigneeId), Person(assigneeId));
        AssigneeId = assigneeId;

        JsonObject? Person(Guid? id) => id is { } person ? FieldChanges.Reference(person, names.GetValueOrDefault(person)) : null;
    }

    /// <summary>Makes the issue a part of another, which the caller knows not to be a part of this one, or of none.</summary>
    public void PutUnder(Issue? parent)
    {
        if (parent?.Id == ParentId)
            return;
        NoteReference("parent", Reference(Parent), Reference(parent));
        (ParentId, Parent) = (parent?.Id, parent);

        static JsonObject? Reference(Issue? issue) => issue is null ? null : FieldChanges.Reference(issue.Id, issue.Identifier);
    }

    /// <summary>Gives the issue these labels and no others.</summary>
    /// <exception cref="ValidationFailedException">There are too many.</exception>
    /// <exception cref="NotFoundException">A label is another team's.</exception>
    public void Relabel(IReadOnlyCollection<Label> given)
    {
        if (given.Count > IssueRules.MaxLabels)
            throw new ValidationFailedException("labelIds", $"An issue has at most {IssueRules.MaxLabels} labels.");
        if (given.Any(label => label.TeamId is { } owner && owner != TeamId))
            throw new NotFoundException(nameof(Label), "input", "labelIds");
        var ids = given.Select(label => label.Id).ToHashSet();
        if (ids.SetEquals(labels.Select(label => label.Id)))
            return;
        var old = References(labels);
        labels.RemoveAll(label => !ids.Contains(label.Id));
        labels.AddRange(given.Where(label => labels.All(had => had.Id != label.Id)).ToArray());
        NoteReference("labels", old, References(labels));

        static JsonArray References(IEnumerable<Label> labels) =>
            [.. labels.OrderBy(label => label.NameKey, StringComparer.Ordinal).Select(label => FieldChanges.Reference(label.Id, label.Name))];
    }

    /// <summary>Gives the issue to another team: it gets a number there, and is still found by its old identifier.</summary>
    public void TransferTo(ITeam from, ITeam team, int number, WorkflowState state, DateTimeOffset now)
    {
        NoteReference("team", FieldChanges.Reference(from.Id, from.Key), FieldChanges.Reference(team.Id, team.Key));
        earlierIdentifiers.Add(IssueIdentifier.Create(this, now));
        TeamId = team.Id;
        Number = changes.Set("number", Number, number);
        Identifier = changes.Set("identifier", Identifier, Identify(team, number));
        RankAt(Issues.Rank.Of(number));
        MoveTo(state, now);
        Relabel([.. labels.Where(label => label.TeamId is null || label.TeamId == team.Id)]);
    }

    /// <summary>Names the place that an imported issue comes from, and keeps its times.</summary>
    public void ImportedFrom(string source, string externalId, DateTimeOffset? createdAt)
    {
        ExternalSource = source;
        ExternalId = IssueRules.ExternalId(externalId);
        CreatedAt = createdAt is { } created ? changes.Set("createdAt", CreatedAt, created) : CreatedAt;
    }

    /// <summary>Corrects when the issue was closed, in a state that means so.</summary>
    public void CloseAt(DateTimeOffset when)
    {
        if (State.Category == StateCategory.Completed)
            CompletedAt = changes.Set("completedAt", CompletedAt, when);
        if (State.Category == StateCategory.Canceled)
            CanceledAt = changes.Set("canceledAt", CanceledAt, when);
    }

    public void Archive(DateTimeOffset now) => ArchivedAt = changes.Set("archivedAt", ArchivedAt, ArchivedAt ?? now);

    public void Unarchive(DateTimeOffset now)
    {
        UnarchivedAt = ArchivedAt is null ? UnarchivedAt : now;
        ArchivedAt = changes.Set("archivedAt", ArchivedAt, null);
    }

    public void Trash(DateTimeOffset now) => TrashedAt = changes.Set("trashedAt", TrashedAt, TrashedAt ?? now);

    public void Restore() => TrashedAt = changes.Set("trashedAt", TrashedAt, null);

    /// <summary>Gives a new issue its number, and tells of it.</summary>
    public void Enroll(ITeam team, int number, Guid? actorId, DateTimeOffset now)
    {
        Number = number;
        Identifier = Identify(team, number);
        Rank = Issues.Rank.Of(number);
        changes.Clear();
        Raise(new ChangeEvent(IssueEvents.Created, Id, Summary()));
        history.Add(IssueHistory.Create(this, IssueChangeAction.Created, [], actorId, now));
    }

    /// <summary>Tells of what was changed since the last call, as one event and one entry of the history.</summary>
    public void Record(IssueChangeAction action, Guid? actorId, DateTimeOffset now)
    {
        if (changes.Count == 0)
            return;
        var change = ChangeEvent.FromChanges(IssueEvents.Of(action), Id, changes);
        change.Data[IssueEvents.TeamId] = TeamId;
        Raise(change);
        // The manual order is no part of an issue's story.
        var story = changes.Where(field => field.Field != "rank").ToArray();
        if (story.Length > 0)
            history.Add(IssueHistory.Create(this, action, story, actorId, now));
        changes.Clear();
    }

    /// <summary>Says that the issue goes for good; whoever calls it deletes the row.</summary>
    public void Delete() => Raise(new ChangeEvent(IssueEvents.Deleted, Id, new()
    {
        [IssueEvents.TeamId] = TeamId,
        ["identifier"] = Identifier,
        ["title"] = Title,
    }));

    private static string Identify(ITeam team, int number) => string.Create(CultureInfo.InvariantCulture, $"{team.Key}-{number}");

    private void NoteReference(string field, JsonNode? from, JsonNode? to) => changes.Add(new FieldChange(field, from, to));

    private JsonObject Summary() => new()
    {
        [IssueEvents.TeamId] = TeamId,
        ["identifier"] = Identifier,
        ["title"] = Title,
        ["descriptionMarkdown"] = DescriptionMarkdown,
        ["state"] = FieldChanges.Reference(State.Id, State.Name),
        ["priority"] = Priority,
        ["assigneeId"] = AssigneeId,
        ["creatorId"] = CreatorId,
        ["parentId"] = ParentId,
    };
}
