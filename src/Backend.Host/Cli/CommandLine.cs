using System.CommandLine;
using Backend.Host.Cli.Doctor;

namespace Backend.Host.Cli;

/// <summary>The verbs of the executable. What no verb knows goes to the configuration, such as <c>--urls</c>.</summary>
internal static class CommandLine
{
    public static RootCommand Create(IReadOnlyList<string> args)
    {
        var root = new RootCommand("Backend: a work-management server with one GraphQL API.");
        foreach (var verb in new[]
        {
            ServeCommand.Create(args), DatabaseCommands.Create(args), SchemaCommands.Create(args),
            SeedCommand.Create(args), TokenCommand.Create(args), ImportCommands.Create(args), HealthCommand.Create(), DoctorCommand.Create(args),
        })
        {
            root.Subcommands.Add(verb);
            Forward(verb);
        }

        Forward(root);
        root.SetAction((_, cancellationToken) => ServeCommand.RunAsync(args, cancellationToken));
        return root;
    }

    private static void Forward(Command command)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        foreach (var verb in command.Subcommands)
            Forward(verb);
    }
}
