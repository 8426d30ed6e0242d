using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Backend.GraphQL;

namespace Backend.Faults;

/// <summary>A client that creates issues.</summary>
internal sealed class Writer : IDisposable
{
    private readonly HttpClient http;

    public Writer(Uri server, string token)
    {
        http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        http.DefaultRequestHeaders.Add("Backend-Workspace", "demo");
    }

    public async Task<string> TeamAsync(string key) =>
        (await SendAsync("query($key: ID!) { team(id: $key) { id } }", new { key })).GetProperty("data").GetProperty("team").GetProperty("id").GetString()!;

    /// <summary>Creates an issue.</summary>
    /// <returns>Its id where the server has said that it is there; null where it did not answer, or could not.</returns>
    public async Task<Guid?> CreateAsync(string teamId)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        try
        {
            var answer = await SendAsync(
                "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } syncId errors { ... on Error { code } } } }",
                new { input = new { id = GlobalId.Format("Issue", id), teamId, title = $"Written {id}" } });
            return !answer.TryGetProperty("errors", out _) && answer.GetProperty("data").GetProperty("issueCreate").GetProperty("issue").ValueKind == JsonValueKind.Object ? id : null;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    public async Task<JsonElement> SendAsync(string query, object variables)
    {
        using var answer = await http.PostAsJsonAsync("/graphql", new { query, variables });
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
