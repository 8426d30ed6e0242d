using System.Text.Json;

namespace Backend.Benchmarks.Http;

/// <summary>The list in memory, written by hand.</summary>
internal static class ListBaseline
{
    public const string Query = "{ rows { code title note rank size weight score done color owner } }";

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.MapGet("/rows", async (HttpContext context) =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
            json.WriteStartObject();
            json.WriteStartObject("data"u8);
            json.WriteStartArray("rows"u8);
            foreach (var row in ListRow.All)
                Write(json, row);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        });
        return app;
    }

    private static void Write(Utf8JsonWriter json, ListRow row)
    {
        json.WriteStartObject();
        json.WriteString("code"u8, row.Code);
        json.WriteString("title"u8, row.Title);
        json.WriteString("note"u8, row.Note);
        json.WriteNumber("rank"u8, row.Rank);
        json.WriteNumber("size"u8, row.Size);
        if (row.Weight is { } weight)
            json.WriteNumber("weight"u8, weight);
        else
            json.WriteNull("weight"u8);
        json.WriteNumber("score"u8, row.Score);
        json.WriteBoolean("done"u8, row.Done);
        json.WriteString("color"u8, row.Color);
        json.WriteString("owner"u8, row.Owner);
        json.WriteEndObject();
    }
}
