using System.Text.Json.Nodes;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Events;

namespace Backend.Modules.Tracking.History;

/// <summary>Takes out of changes what the viewer may not see: a parent may be another team's.</summary>
internal static class VisibleChanges
{
    public static DataLoaderResult<IReadOnlyList<FieldChange>> Of(IReadOnlyList<FieldChange> changes, IssueByIdDataLoader issues) =>
        Hide(changes, [.. ParentsOf(changes)], issues);

    /// <summary>The parents that changes name.</summary>
    public static IEnumerable<Guid> ParentsOf(IReadOnlyList<FieldChange> changes) => changes.Where(change => change.Field == "parent")
        .SelectMany(change => new[] { change.From, change.To })
        .Select(IdOf)
        .OfType<Guid>();

    /// <summary>The changes without the parents that are not among those the viewer may see.</summary>
    public static IReadOnlyList<FieldChange> Of(IReadOnlyList<FieldChange> changes, IReadOnlySet<Guid> visible) =>
        ParentsOf(changes).Where(id => !visible.Contains(id)).Aggregate(changes, Without);

    private static DataLoaderResult<IReadOnlyList<FieldChange>> Hide(
        IReadOnlyList<FieldChange> changes, Guid[] parents, IssueByIdDataLoader issues) => parents is [var id, .. var rest]
        ? issues.Load(id).Then(found => Hide(found is null ? Without(changes, id) : changes, rest, issues))
        : DataLoaderResult.FromValue(changes);

    private static FieldChange[] Without(IReadOnlyList<FieldChange> changes, Guid id) =>
        [.. changes.Select(change => change with { From = Unless(change.From, id), To = Unless(change.To, id) })];

    private static JsonNode? Unless(JsonNode? value, Guid id) => IdOf(value) == id ? null : value;

    private static Guid? IdOf(JsonNode? value) =>
        value is JsonObject reference && reference["id"] is JsonValue id && id.TryGetValue<Guid>(out var guid) ? guid : null;
}
