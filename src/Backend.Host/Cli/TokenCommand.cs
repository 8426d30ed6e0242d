using System.CommandLine;
using Backend.Host.DevelopmentIssuer;

namespace Backend.Host.Cli;

/// <summary><c>token</c>: a bearer token of the Development issuer.</summary>
internal static class TokenCommand
{
    public static Command Create(IReadOnlyList<string> args)
    {
        var user = new Option<string>("--user") { Description = "The e-mail address of one of the demo people.", Required = true };
        var hours = new Option<double>("--hours") { Description = "How long the token lives.", DefaultValueFactory = _ => 1 };
        var command = new Command("token", "Print a bearer token for one of the demo people (Development only).") { user, hours };
        command.SetAction(async parsed =>
        {
            await using var app = BackendApplication.Create(args);
            if (app.Services.GetService<DevelopmentTokens>() is not { } tokens)
            {
                await Console.Error.WriteLineAsync("Tokens are made by the Development issuer only. Set ASPNETCORE_ENVIRONMENT=Development and configure no other issuer.");
                return 1;
            }

            if (DemoPeople.Find(parsed.GetRequiredValue(user)) is not { } person)
            {
                await Console.Error.WriteLineAsync($"There is no '{parsed.GetRequiredValue(user)}' among the demo people: {string.Join(", ", DemoPeople.All.Select(demo => demo.Email))}.");
                return 1;
            }

            await Console.Out.WriteLineAsync(tokens.Create(person, TimeSpan.FromHours(parsed.GetRequiredValue(hours))));
            return 0;
        });
        return command;
    }
}
