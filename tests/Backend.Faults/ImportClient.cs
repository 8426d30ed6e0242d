using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Backend.Faults;

/// <summary>Sends a file and follows its import; null while the server does not answer.</summary>
internal sealed class ImportClient : IDisposable
{
    private readonly HttpClient http;

    public ImportClient(Uri server, string token)
    {
        http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        http.DefaultRequestHeaders.Add("Backend-Workspace", "demo");
    }

    public async Task<string> StartAsync(string path)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TITLE"] = "title",
            ["EXTERNAL_ID"] = "number",
            ["STATE"] = "state",
            ["CREATED_AT"] = "created",
            ["COMPLETED_AT"] = "closed",
        };
        var input = new
        {
            teamKey = "MPL",
            source = "faults",
            columns = columns.Select(pair => new { field = pair.Key, column = pair.Value }),
            states = new[] { new { value = "open", state = "Todo" }, new { value = "closed", state = "Done" } },
        };
        var import = (await SendAsync("mutation($input: ImportCreateInput!) { importCreate(input: $input) { import { id uploadUrl } errors { ... on Error { message } } } }", new { input }))
            .GetProperty("importCreate").GetProperty("import");
        await using var file = File.OpenRead(path);
        using var content = new StreamContent(file);
        using var sent = await http.PutAsync(import.GetProperty("uploadUrl").GetString(), content);
        sent.EnsureSuccessStatusCode();
        var id = import.GetProperty("id").GetString()!;
        await SendAsync("mutation($id: ID!) { importStart(input: { id: $id }) { import { id } } }", new { id });
        return id;
    }

    public async Task<(string Status, int Done, int Total)?> ReadAsync(string id)
    {
        try
        {
            var import = (await SendAsync("query($id: ID!) { import(id: $id) { status rowsDone job { total } } }", new { id })).GetProperty("import");
            var total = import.GetProperty("job").GetProperty("total");
            return (import.GetProperty("status").GetString()!, import.GetProperty("rowsDone").GetInt32(), total.ValueKind == JsonValueKind.Number ? total.GetInt32() : 0);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> SendAsync(string query, object variables)
    {
        using var answer = await http.PostAsync("/graphql", JsonContent.Create(new { query, variables }));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data");
    }
}
