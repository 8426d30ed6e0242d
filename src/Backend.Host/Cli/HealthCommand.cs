using System.CommandLine;

namespace Backend.Host.Cli;

/// <summary><c>health</c>: asks a server on this machine whether it can serve, for images that have nothing else to ask with.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var url = new Option<Uri>("--url") { Description = "The server's address.", DefaultValueFactory = _ => new Uri("http://127.0.0.1:8080") };
        var command = new Command("health", "Ask a server whether it can serve: the exit code says it.") { url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var http = new HttpClient { BaseAddress = parsed.GetRequiredValue(url), Timeout = Patience };
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
                await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellationToken));
                return answer.IsSuccessStatusCode ? 0 : 1;
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                await Console.Error.WriteLineAsync($"{http.BaseAddress} does not answer: {error.Message}");
                return 1;
            }
        });
        return command;
    }
}
