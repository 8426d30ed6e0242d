using System.CommandLine;

namespace Backend.Host.Cli.Doctor;

/// <summary><c>doctor</c>: looks whether all that the server needs is there, without starting it. The exit code says whether something is wrong.</summary>
internal static class DoctorCommand
{
    public static Command Create(IReadOnlyList<string> args)
    {
        var command = new Command("doctor", "Check the configuration, the files, the database, Redis, the mail server and the sign-in providers. Changes nothing.");
        command.SetAction((_, cancellationToken) => RunAsync(args, Console.Out, cancellationToken));
        return command;
    }

    /// <summary>Runs every check and writes what was found.</summary>
    /// <returns>0 where nothing is wrong, else 1.</returns>
    internal static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, CancellationToken cancellationToken)
    {
        var bad = 0;
        await foreach (var finding in Checkup.RunAsync(args, cancellationToken))
        {
            var mark = finding.Kind switch { FindingKind.Good => "ok ", FindingKind.Note => "-  ", _ => "BAD" };
            await output.WriteLineAsync($"{mark} {finding.About,-14} {finding.Text}");
            foreach (var detail in finding.Details)
                await output.WriteLineAsync($"      {detail}");
            bad += finding.Kind == FindingKind.Bad ? 1 : 0;
        }

        await output.WriteLineAsync(bad == 0 ? "Nothing is wrong." : $"{(bad == 1 ? "One thing is" : $"{bad} things are")} wrong.");
        return bad == 0 ? 0 : 1;
    }
}
