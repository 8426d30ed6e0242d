using Microsoft.Data.Sqlite;

namespace Backend.Benchmarks.Http;

/// <summary>The embedded default: a file of SQLite.</summary>
internal sealed class SqliteIssueDatabase(string folder) : IssueDatabase
{
    public override string Name => "SQLite";

    public override IReadOnlyList<string> ProductArguments => [$"--Backend:DataDirectory={folder}"];

    public override IReadOnlyList<string> BaselineArguments => [$"--Database=Data Source={Path.Combine(folder, "backend.db")}"];

    protected override async Task FillAsync(string issuer)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "backend.db")};Pooling=False");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        await using (var originals = connection.CreateCommand())
        {
            originals.CommandText = "CREATE TEMP TABLE originals AS SELECT * FROM tracking_issues WHERE archived_at IS NULL AND trashed_at IS NULL";
            await originals.ExecuteNonQueryAsync();
        }

        await using (var link = connection.CreateCommand())
        {
            link.CommandText = """
                INSERT INTO identity_external_identities (issuer, subject, user_id, created_at, last_login_at)
                SELECT $issuer, $subject, id, 0, 0 FROM identity_users WHERE email = 'ada@demo.localhost'
                """;
            link.Parameters.AddWithValue("$issuer", issuer);
            link.Parameters.AddWithValue("$subject", TestIssuer.Subject);
            await link.ExecuteNonQueryAsync();
        }

        await using var insert = connection.CreateCommand();
        insert.CommandText = Insert;
        foreach (var name in new[] { "$id", "$number", "$description" })
            insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        for (var number = 0; number < Count; number++)
        {
            insert.Parameters["$id"].Value = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddDays(20_000).AddMinutes(number)).ToString().ToUpperInvariant();
            insert.Parameters["$number"].Value = number;
            insert.Parameters["$description"].Value = Description(number);
            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    // Each is a copy of one of the seeded issues with a number, a date and a description of its own.
    private const string Insert = """
        INSERT INTO tracking_issues (
          workspace_id, id, team_id, number, identifier, title, description_markdown, state_id, priority, estimate, assignee_id,
          creator_id, due_date, rank, created_at, updated_at, version, sync_id)
        SELECT workspace_id, $id, team_id, 100000 + $number, 'BEN-' || $number, title || ' (' || $number || ')', $description, state_id,
          priority, estimate, assignee_id, creator_id, due_date, rank, created_at + $number * 1000000, updated_at + $number * 1000000, version, sync_id
        FROM temp.originals WHERE rowid = 1 + $number % (SELECT max(rowid) FROM temp.originals)
        """;
}
