using System.Collections.Concurrent;
using System.Text.Json;
using Backend.GraphQL;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Data.Sqlite;

namespace Backend.Benchmarks.Http;

/// <summary>
/// What a person would write for this one page and nothing else: one prepared join, read column by column into a
/// <see cref="Utf8JsonWriter"/> over the response. Signed in, it takes the same bearer tokens as the product.
/// </summary>
internal static class IssuesBaseline
{
    public const string Query =
        "query Issues($first: Int) { issues(first: $first) { nodes { id identifier title priority estimate dueDate createdAt updatedAt state { id name category } assignee { id name displayName } } } }";

    private const string Sql = """
        SELECT i.id, i.identifier, i.title, i.priority, i.estimate, i.due_date, i.created_at, i.updated_at,
               s.id, s.name, s.category, u.id, u.name, u.display_name
        FROM tracking_issues i
        JOIN tracking_workflow_states s ON s.workspace_id = i.workspace_id AND s.id = i.state_id
        LEFT JOIN identity_users u ON u.id = i.assignee_id
        WHERE i.workspace_id = $workspace AND i.archived_at IS NULL AND i.trashed_at IS NULL
        ORDER BY i.created_at DESC, i.id DESC LIMIT $first
        """;

    public static WebApplication Build(WebApplicationBuilder builder, bool signedIn)
    {
        if (signedIn)
            AddBearer(builder);
        var connectionString = builder.Configuration["Database"]!;
        var workspace = Workspace(connectionString);
        var idle = new ConcurrentBag<SqliteCommand>();
        var app = builder.Build();
        var route = app.MapGet("/issues", async (HttpContext context, int first) =>
        {
            if (!idle.TryTake(out var command))
                command = Prepare(connectionString, workspace);
            command.Parameters[1].Value = first;
            context.Response.ContentType = "application/json; charset=utf-8";
            await using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
            {
                using var rows = command.ExecuteReader();
                Write(json, rows);
            }

            idle.Add(command);
        });
        if (signedIn)
        {
            app.UseAuthentication();
            app.UseAuthorization();
            route.RequireAuthorization();
        }

        return app;
    }

    private static void AddBearer(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.Authority = builder.Configuration["Backend:Auth:Issuers:0:Authority"];
            bearer.Audience = builder.Configuration["Backend:Auth:Issuers:0:Audience"];
            bearer.MapInboundClaims = false;
            bearer.BackchannelHttpHandler = new SocketsHttpHandler { UseProxy = false };
        });
        builder.Services.AddAuthorization();
    }

    private static string Workspace(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT workspace_id FROM workspaces_workspaces WHERE slug = 'demo'";
        return (string)command.ExecuteScalar()!;
    }

    private static SqliteCommand Prepare(string connectionString, string workspace)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.Parameters.AddWithValue("$workspace", workspace);
        command.Parameters.AddWithValue("$first", 50);
        command.Prepare();
        return command;
    }

    private static void Write(Utf8JsonWriter json, SqliteDataReader row)
    {
        json.WriteStartObject();
        json.WriteStartObject("data"u8);
        json.WriteStartObject("issues"u8);
        json.WriteStartArray("nodes"u8);
        while (row.Read())
            WriteIssue(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteIssue(Utf8JsonWriter json, SqliteDataReader row)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, GlobalId.Format("Issue", row.GetGuid(0)));
        json.WriteString("identifier"u8, row.GetString(1));
        json.WriteString("title"u8, row.GetString(2));
        json.WriteNumber("priority"u8, row.GetInt32(3));
        if (row.IsDBNull(4))
            json.WriteNull("estimate"u8);
        else
            json.WriteNumber("estimate"u8, row.GetInt32(4));
        if (row.IsDBNull(5))
            json.WriteNull("dueDate"u8);
        else
            json.WriteString("dueDate"u8, row.GetString(5));
        json.WriteString("createdAt"u8, Time(row.GetInt64(6)));
        json.WriteString("updatedAt"u8, Time(row.GetInt64(7)));
        json.WriteStartObject("state"u8);
        json.WriteString("id"u8, GlobalId.Format("WorkflowState", row.GetGuid(8)));
        json.WriteString("name"u8, row.GetString(9));
        json.WriteString("category"u8, row.GetString(10).ToUpperInvariant());
        json.WriteEndObject();
        if (row.IsDBNull(11))
        {
            json.WriteNull("assignee"u8);
        }
        else
        {
            json.WriteStartObject("assignee"u8);
            json.WriteString("id"u8, GlobalId.Format("User", row.GetGuid(11)));
            json.WriteString("name"u8, row.GetString(12));
            json.WriteString("displayName"u8, row.GetString(13));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static DateTime Time(long microseconds) => DateTime.UnixEpoch.AddMicroseconds(microseconds);
}
