using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Backend.Benchmarks.Http;

/// <summary>A server under measurement, in a process of its own on a free loopback port.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => process.Id;

    /// <summary>The processor time that the process has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts an assembly of this folder and waits until it answers.</summary>
    public static async Task<ServerProcess> StartAsync(string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = Command(assembly, [.. arguments, $"--urls={address.AbsoluteUri.TrimEnd('/')}"], environment);
        var server = new ServerProcess(Process.Start(start)!, address);
        using var client = new HttpClient();
        var deadline = Stopwatch.StartNew();
        while (deadline.Elapsed < TimeSpan.FromSeconds(60) && !server.process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(address, "/health/live"));
                return server;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        await server.DisposeAsync();
        throw new InvalidOperationException($"{assembly} {string.Join(' ', start.ArgumentList)} does not answer.");
    }

    /// <summary>Runs an assembly of this folder to its end.</summary>
    public static async Task RunAsync(string assembly, params string[] arguments)
    {
        using var run = Process.Start(Command(assembly, arguments, null))!;
        await run.WaitForExitAsync();
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"{assembly} {string.Join(' ', arguments)} failed.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static ProcessStartInfo Command(string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // The same collector for all, as a web server has it.
        start.Environment["DOTNET_gcServer"] = "1";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        return start;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
