using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Modules.Tracking.Live;
using Backend.Platform.Events;
using Backend.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Keeps filters as JSON, in the form in which the API takes them but for ids, which are kept as they are in the database.</summary>
internal sealed class KeptIssueFilters(IssueAudience audience, VisibleIssues issues, IssueFilterTranslator filters) : IIssueFilters
{
    private const string FilterSuffix = "Filter";

    public string Write(IssueFilter filter) => JsonSerializer.Serialize(filter, KeptFilterJson.Options);

    public IssueFilter Read(string kept) => JsonSerializer.Deserialize<IssueFilter>(kept, KeptFilterJson.Options)!;

    public JsonNode Show(string kept)
    {
        var filter = JsonNode.Parse(kept)!;
        ShowIds(filter, typeof(IssueFilter));
        return filter;
    }

    public Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> changes, IssueFilter filter, CancellationToken cancellationToken) =>
        audience.SelectAsync(changes, filter, cancellationToken);

    public async Task<IReadOnlySet<Guid>> FindPassingAsync(IReadOnlyCollection<Guid> ids, IssueFilter filter, CancellationToken cancellationToken) =>
        (await issues.Query().Where(issue => ids.Contains(issue.Id)).Where(filter, filters).Select(issue => issue.Id).ToListAsync(cancellationToken)).ToHashSet();

    // A comparator of ids compares those of the type whose filter it is a part of.
    private static void ShowIds(JsonNode? node, Type type)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                ShowIds(item, type);
            return;
        }

        if (node is not JsonObject fields)
            return;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (fields[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] is not { } value)
                continue;
            var of = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (of == typeof(IdComparator))
                ShowIds((JsonObject)value, type.Name[..^FilterSuffix.Length]);
            else
                ShowIds(value, of.IsGenericType && of.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? of.GetGenericArguments()[0] : of);
        }
    }

    private static void ShowIds(JsonObject comparator, string typeName)
    {
        foreach (var (name, value) in comparator.ToArray())
        {
            comparator[name] = value is JsonArray list
                ? new JsonArray([.. list.Select(id => (JsonNode)Show(id!))])
                : Show(value!);
        }

        string Show(JsonNode id) => GlobalId.Format(typeName, id.GetValue<Guid>());
    }
}
