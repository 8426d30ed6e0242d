using System.Text.Json;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Events;

namespace Backend.Modules.Tracking.History;

/// <summary>An entry of an issue's history: what somebody did at once.</summary>
internal sealed class IssueHistory : INode
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private IssueHistory()
    {
    }

    /// <summary>The workspace that owns it.</summary>
    [GraphQLIgnore]
    public Guid WorkspaceId { get; private init; }

    /// <inheritdoc />
    public Guid Id { get; private init; }

    /// <summary>The issue.</summary>
    public Guid IssueId { get; private init; }

    /// <summary>The version of the issue that this made.</summary>
    public int Version { get; private init; }

    /// <summary>What was done.</summary>
    public IssueChangeAction Action { get; private init; }

    /// <summary>Who did it; null for the system.</summary>
    public Guid? ActorId { get; private init; }

    /// <summary>The changes, as JSON.</summary>
    public string Changes { get; private init; } = "[]";

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    public static IssueHistory Create(
        Issue issue, IssueChangeAction action, IReadOnlyCollection<FieldChange> changes, Guid? actorId, DateTimeOffset now) => new()
        {
            WorkspaceId = issue.WorkspaceId,
            Id = Guid.CreateVersion7(now),
            IssueId = issue.Id,
            // The issue counts when it is saved, together with this entry.
            Version = issue.Version + 1,
            Action = action,
            ActorId = actorId,
            Changes = changes.Count == 0 ? "[]" : JsonSerializer.Serialize(changes, Options),
            CreatedAt = now,
        };

    public IReadOnlyList<FieldChange> ReadChanges() => JsonSerializer.Deserialize<FieldChange[]>(Changes, Options) ?? [];
}
