using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Backend.IntegrationTests;

/// <summary>Reads server-sent events by the rules of the HTML standard.</summary>
public sealed class EventReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly GraphQLClient client;
    private readonly HttpResponseMessage response;
    private readonly StreamReader lines;

    private EventReader(GraphQLClient client, HttpResponseMessage response, Stream body)
    {
        this.client = client;
        this.response = response;
        lines = new StreamReader(body, Encoding.UTF8);
    }

    /// <summary>How many comments came so far.</summary>
    public int Comments { get; private set; }

    /// <summary>Opens a stream by POST. The client belongs to it.</summary>
    public static Task<EventReader> PostAsync(GraphQLClient client, string query, object? variables = null) =>
        OpenAsync(client, new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) });

    /// <summary>Opens a stream by GET, as a browser's EventSource does. The client belongs to it.</summary>
    public static Task<EventReader> GetAsync(GraphQLClient client, string query) =>
        OpenAsync(client, new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(query)));

    /// <summary>The next event; null where the stream ends.</summary>
    public async Task<(string Type, string Data)?> ReadAsync()
    {
        var (type, data) = ("message", (string?)null);
        using var limit = new CancellationTokenSource(Patience);
        while (await lines.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Length == 0 && data is not null)
                return (type, data);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = colon < 0 ? "" : line[(colon + 1)..].TrimStart(' ');
            switch (colon < 0 ? line : line[..colon])
            {
                case "" when colon == 0:
                    Comments++;
                    break;
                case "event":
                    type = value;
                    break;
                case "data":
                    data = data is null ? value : data + "\n" + value;
                    break;
            }
        }

        return null;
    }

    /// <summary>The result in the next event, which must be one.</summary>
    public async Task<JsonElement> NextAsync()
    {
        var (type, data) = (await ReadAsync())!.Value;
        Assert.Equal("next", type);
        return JsonSerializer.Deserialize<JsonElement>(data);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
        client.Dispose();
    }

    private static async Task<EventReader> OpenAsync(GraphQLClient client, HttpRequestMessage request)
    {
        using var sent = request;
        request.Headers.Accept.ParseAdd("text/event-stream");
        var opened = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", opened.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store", opened.Headers.CacheControl!.ToString());
        return new EventReader(client, opened, await opened.Content.ReadAsStreamAsync());
    }
}
