using System.CommandLine;
using Backend.Contracts.DataExchange;
using Backend.Contracts.Workspaces;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Spectre.Console;

namespace Backend.Host.Cli;

/// <summary><c>import csv</c>: issues from a file, through the same rules and change feed as any other write.</summary>
internal static class ImportCommands
{
    public static Command Create(IReadOnlyList<string> args)
    {
        var file = new Argument<FileInfo>("file") { Description = "The file.", CustomParser = parsed => Find(parsed.Tokens[0].Value) };
        var workspace = new Option<string>("--workspace") { Description = "The workspace, by its slug.", Required = true };
        var team = new Option<string>("--team") { Description = "The team, by its key; it is created if it is missing.", Required = true };
        var map = new Option<string>("--map")
        {
            Description = $"Which column is which field: field=column, separated by commas. Fields: {string.Join(", ", CsvImportOptions.Fields)}.",
            Required = true,
        };
        var states = new Option<string?>("--state-map") { Description = "Which value is which state of the team: value=state, separated by commas." };
        var csv = new Command("csv", "Import issues from a CSV file. Importing the same file again changes nothing.") { file, workspace, team, map, states };
        csv.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var options = new CsvImportOptions
                {
                    TeamKey = parsed.GetRequiredValue(team),
                    Columns = Pairs(parsed.GetRequiredValue(map), "--map"),
                    States = Pairs(parsed.GetValue(states) ?? string.Empty, "--state-map"),
                };
                return await RunAsync(args, parsed.GetRequiredValue(file), parsed.GetRequiredValue(workspace), options, cancellationToken);
            }
            catch (BackendException error)
            {
                await Console.Error.WriteLineAsync(error.Message);
                return 1;
            }
            catch (OperationCanceledException)
            {
                await Console.Error.WriteLineAsync("Stopped. What was imported stays; the same command goes on with the rest, and so does a server that is running.");
                return 1;
            }
        });
        return new Command("import", "Import what comes from elsewhere.") { csv };
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<string> args, FileInfo file, string workspace, CsvImportOptions options, CancellationToken cancellationToken)
    {
        if (!file.Exists)
            throw new NotFoundException(file.FullName);
        await using var app = BackendApplication.Create([.. args, "--Logging:LogLevel:Default=Warning"]);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().EnterAsync(workspace, actorId: null, cancellationToken);
        var import = scope.ServiceProvider.GetRequiredService<ICsvIssueImport>();
        await using var csv = file.OpenRead();
        var result = await AnsiConsole.Progress().AutoClear(true).StartAsync(async context =>
        {
            var bar = context.AddTask($"Importing {file.Name}");
            return await import.RunAsync(csv, file.Name, options, new Bar(bar), cancellationToken);
        });
        foreach (var failure in result.Failures)
            await Console.Out.WriteLineAsync($"line {failure.Line}: {failure.Reason}");
        if (result.Updated > 0)
            await Console.Out.WriteLineAsync($"brought up to date: {result.Updated}");
        await Console.Out.WriteLineAsync($"imported {result.Imported}, unchanged {result.Unchanged}, failed {result.Failures.Count}");
        return result.Failures.Count == 0 ? 0 : 1;
    }

    // 'dotnet run' starts the process in the project's folder; where the person is, the shell says.
    private static FileInfo Find(string path) =>
        !File.Exists(path) && Environment.GetEnvironmentVariable("PWD") is { } folder
            ? new FileInfo(Path.Combine(folder, path))
            : new FileInfo(path);

    private static Dictionary<string, string> Pairs(string text, string option)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (pair.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } key, { Length: > 0 } value] || !pairs.TryAdd(key, value))
                throw new ValidationFailedException(option, $"{option}: '{pair}' is not of the form name=value, or its name is there twice.");
        }

        return pairs;
    }

    private sealed class Bar(ProgressTask task) : IProgress<CsvImportProgress>
    {
        public void Report(CsvImportProgress value)
        {
            task.MaxValue = Math.Max(1, value.RowsTotal ?? int.MaxValue);
            task.Value = value.RowsDone;
            task.Description = $"{value.Imported} imported, {value.Unchanged} unchanged, {value.Failed} failed";
        }
    }
}
