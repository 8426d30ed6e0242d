using System.Data.Common;
using System.Globalization;
using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Backend.IntegrationTests.Upkeep;

/// <summary>The rows that workspaces own in every table of the model, whichever module's: nothing here names a table but the workspaces' own.</summary>
internal static class WorkspaceRows
{
    private static readonly DateTimeOffset Later = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The tables whose rows workspaces own, those first that others refer to.</summary>
    public static IReadOnlyList<IEntityType> Tables(BackendDbContext db)
    {
        var open = db.Model.GetEntityTypes().Where(type => type.GetTableName() is not null && type.FindProperty("WorkspaceId") is not null).ToList();
        var ordered = new List<IEntityType>();
        while (open.Count > 0)
        {
            var free = open.Where(type => type.GetForeignKeys().All(key => key.PrincipalEntityType == type || !open.Contains(key.PrincipalEntityType))).ToArray();
            Assert.NotEmpty(free);
            ordered.AddRange(free);
            open.RemoveAll(free.Contains);
        }

        return ordered;
    }

    /// <summary>Gives a workspace a row in every table that has none of it, so that no table is left out of a test.</summary>
    public static async Task FillAsync(BackendDbContext db, Guid workspaceId)
    {
        foreach (var table in Tables(db))
        {
            if ((await ReadAsync(db, table, workspaceId)).Count > 0)
                continue;
            var values = new Dictionary<string, object>(StringComparer.Ordinal) { ["workspace_id"] = workspaceId };
            foreach (var key in table.GetForeignKeys().Where(key => key.PrincipalEntityType != table))
            {
                var principal = (await ReadAsync(db, key.PrincipalEntityType, workspaceId))[0];
                for (var index = 0; index < key.Properties.Count; index++)
                    values[key.Properties[index].GetColumnName()] = principal[key.PrincipalKey.Properties[index].GetColumnName()];
            }

            foreach (var (index, property) in table.GetProperties().Where(property => !property.IsNullable).Index())
                values.TryAdd(property.GetColumnName(), Store(property, Some(property.ClrType, index)));
            var columns = string.Join(", ", values.Keys.Select(name => $"\"{name}\""));
            var places = string.Join(", ", Enumerable.Range(0, values.Count).Select(index => $"{{{index}}}"));
            await WriteAsync(db, $"INSERT INTO {table.GetTableName()} ({columns}) VALUES ({places})", [.. values.Values]);
        }
    }

    /// <summary>Gives a workspace what another has, row by row. Both have their own row already.</summary>
    public static async Task CopyAsync(BackendDbContext db, Guid from, Guid to)
    {
        foreach (var table in Tables(db).Where(table => table.ClrType != typeof(Workspace)))
        {
            await WriteAsync(db, $"DELETE FROM {table.GetTableName()} WHERE workspace_id = {{0}}", to);
            var others = string.Join(", ", table.GetProperties().Select(property => property.GetColumnName()).Where(name => name != "workspace_id").Select(name => $"\"{name}\""));
            await WriteAsync(
                db, $"INSERT INTO {table.GetTableName()} (workspace_id, {others}) SELECT {(db.Database.IsSqlite() ? "{0}" : "{0}::uuid")}, {others} FROM {table.GetTableName()} WHERE workspace_id = {{1}}", to, from);
        }
    }

    /// <summary>All rows that a workspace owns, by table, each as text.</summary>
    public static async Task<Dictionary<string, List<string>>> ReadAllAsync(BackendDbContext db, Guid workspaceId)
    {
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var table in Tables(db))
        {
            var rows = await ReadAsync(db, table, workspaceId);
            all.Add(table.GetTableName()!, [.. rows.Select(row => string.Join('|', row.Values.Select(Text))).Order(StringComparer.Ordinal)]);
        }

        return all;

        static string? Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture);
    }

    private static async Task<List<Dictionary<string, object>>> ReadAsync(BackendDbContext db, IEntityType table, Guid workspaceId)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table.GetTableName()} WHERE workspace_id = @workspace";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@workspace", workspaceId);
        command.Parameters.Add(parameter);
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object>>();
        while (await reader.ReadAsync())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue, StringComparer.Ordinal));
        await db.Database.CloseConnectionAsync();
        return rows;
    }

    private static async Task WriteAsync(BackendDbContext db, string sql, params object[] values)
    {
        await using var write = await db.BeginWriteAsync(CancellationToken.None);
        await db.AllowAuditRemovalAsync(CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync(sql, values);
        await write.CommitAsync(CancellationToken.None);
    }

    private static object Store(IProperty property, object value) =>
        property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value)! : value;

    // No two times of a row are the same, and none has come: nothing of it is due.
    private static object Some(Type type, int index) => type switch
    {
        _ when type == typeof(Guid) => Guid.CreateVersion7(Later),
        _ when type == typeof(string) => "x",
        _ when type == typeof(byte[]) => new byte[] { 1 },
        _ when type == typeof(IReadOnlyList<string>) => new[] { "x" },
        _ when type == typeof(bool) => false,
        _ when type == typeof(long) => 4_102_444_800L,
        _ when type == typeof(DateTimeOffset) => Later.AddMinutes(index),
        _ when type == typeof(DateOnly) => DateOnly.FromDateTime(Later.DateTime),
        { IsEnum: true } => Enum.GetValues(type).GetValue(0)!,
        _ => Activator.CreateInstance(type)!,
    };
}
