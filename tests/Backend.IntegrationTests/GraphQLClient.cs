using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Backend.IntegrationTests;

/// <summary>Sends GraphQL requests and gives back the whole answer.</summary>
public sealed class GraphQLClient(HttpClient http) : IDisposable
{
    /// <summary>The HTTP client, for requests that are not plain GraphQL.</summary>
    public HttpClient Http => http;

    /// <summary>Sends a request.</summary>
    /// <returns>The JSON of the answer.</returns>
    public async Task<JsonElement> SendAsync(string query, object? variables = null, string? operationName = null)
    {
        using var response = await http.PostAsJsonAsync("/graphql", new { query, variables, operationName });
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Sends a request that must succeed.</summary>
    /// <returns>Its data.</returns>
    public async Task<JsonElement> QueryAsync(string query, object? variables = null, string? operationName = null)
    {
        var answer = await SendAsync(query, variables, operationName);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Sends a request that must fail.</summary>
    /// <returns>The code of its first error.</returns>
    public async Task<string> FailAsync(string query, object? variables = null)
    {
        var answer = await SendAsync(query, variables);
        Assert.True(answer.TryGetProperty("errors", out var errors), answer.ToString());
        return errors[0].GetProperty("extensions").GetProperty("code").GetString()!;
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();
}

/// <summary>Reads answers.</summary>
public static class JsonExtensions
{
    /// <summary>Follows a path such as <c>issueCreate.issue.id</c>.</summary>
    public static JsonElement At(this JsonElement json, string path) =>
        path.Split('.').Aggregate(json, (element, name) =>
            int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var index) ? element[index] : element.GetProperty(name));

    /// <summary>The text at a path.</summary>
    public static string Text(this JsonElement json, string path) => json.At(path).GetString()!;

    /// <summary>Indented JSON for a snapshot, with ids and times, which differ by run, replaced.</summary>
    public static string Stable(this JsonElement json)
    {
        var node = JsonNode.Parse(json.GetRawText())!;
        Replace(node);
        return node.ToJsonString(Indented);
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string[] Volatile = ["id", "createdAt", "updatedAt", "startCursor", "endCursor", "cursor", "syncId", "reference"];

    private static void Replace(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Replace(item);
        }
        else if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields.ToArray())
            {
                if (value is JsonValue && Volatile.Contains(name))
                    fields[name] = $"<{name}>";
                else
                    Replace(value);
            }
        }
    }
}
