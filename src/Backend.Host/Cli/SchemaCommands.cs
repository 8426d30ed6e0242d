using System.CommandLine;
using Backend.GraphQL;

namespace Backend.Host.Cli;

/// <summary><c>schema export</c> and <c>schema check</c>: the SDL, which is checked in as the public contract.</summary>
internal static class SchemaCommands
{
    private const string DefaultPath = "schema/schema.graphql";

    public static Command Create(IReadOnlyList<string> args)
    {
        var export = new Command("export", "Write the schema as SDL.");
        var exportPath = Path(export);
        export.SetAction(async (parsed, cancellationToken) =>
        {
            await File.WriteAllTextAsync(parsed.GetRequiredValue(exportPath), await SdlAsync(args), cancellationToken);
            return 0;
        });
        var check = new Command("check", "Fail unless the file holds the schema as it is.");
        var checkPath = Path(check);
        check.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(checkPath);
            if (File.Exists(path) && await File.ReadAllTextAsync(path, cancellationToken) == await SdlAsync(args))
                return 0;
            await Console.Error.WriteLineAsync($"{path} is not the schema of this code. Export it with 'schema export' and review the difference.");
            return 1;
        });
        return new Command("schema", "Export or check the schema.") { export, check };
    }

    private static Argument<string> Path(Command command)
    {
        var path = new Argument<string>("path") { Description = "The file.", DefaultValueFactory = _ => FindDefault() };
        command.Arguments.Add(path);
        return path;
    }

    // Commands run in the repository as often as in the project's folder.
    private static string FindDefault()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.EnumerateDirectories("schema").Any())
                return System.IO.Path.Combine(folder.FullName, DefaultPath);
        }

        return DefaultPath;
    }

    private static async Task<string> SdlAsync(IReadOnlyList<string> args)
    {
        await using var app = BackendApplication.Create(args);
        return app.Services.GetRequiredService<IRequestExecutor>().Sdl;
    }
}
