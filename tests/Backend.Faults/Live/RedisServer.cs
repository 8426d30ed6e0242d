using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Backend.Faults.Live;

/// <summary>A Redis of the run's own, that keeps nothing, and its port when it is killed and started again.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly int port = ServerNode.FreePort();
    private Process? process;

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("redis-server") { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        for (var waited = Stopwatch.StartNew(); !await AnswersAsync(); await Task.Delay(20))
        {
            if (waited.Elapsed > Patience)
                throw new InvalidOperationException("Redis did not start.");
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await KillAsync();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
