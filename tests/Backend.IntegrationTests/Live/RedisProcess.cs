using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Backend.IntegrationTests.Live;

/// <summary>A Redis of one test's own, of Debian's package, that can be killed, stopped for a while and started again.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private const string Program = "redis-server";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("backend-redis-").FullName;
    private Process? process;

    public int Port { get; } = FreePort();

    /// <summary>Whether the program is there; tests/run installs it.</summary>
    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(directory => File.Exists(Path.Combine(directory, Program)));

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Settings beside the usual ones, such as <c>--cluster-enabled yes</c>.</summary>
    private string[] Settings { get; init; } = [];

    public static async Task<RedisProcess> StartNewAsync(params string[] settings)
    {
        while (true)
        {
            var redis = new RedisProcess { Settings = settings };
            if (await redis.TryStartAsync(redis.Arguments))
                return redis;
            // Somebody else was quicker to take the port.
            await redis.DisposeAsync();
        }
    }

    /// <summary>A part of a cluster to be (<see cref="JoinAsync"/>).</summary>
    public static Task<RedisProcess> StartShardAsync() => StartNewAsync(
        // Its own port and 10,000 may be more than there are.
        "--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--cluster-port", FreePort().ToString(CultureInfo.InvariantCulture));

    /// <summary>A Sentinel that watches a master called <c>work</c>, and takes it for dead after a second of silence.</summary>
    public static async Task<RedisProcess> StartSentinelAsync(RedisProcess master)
    {
        var sentinel = new RedisProcess();
        var file = Path.Combine(sentinel.folder, "sentinel.conf");
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $"""
            port {sentinel.Port}
            bind 127.0.0.1
            sentinel monitor work 127.0.0.1 {master.Port} 1
            sentinel down-after-milliseconds work 1000
            sentinel failover-timeout work 5000

            """));
        Assert.True(await sentinel.TryStartAsync(file, "--sentinel"), "Sentinel did not start.");
        return sentinel;
    }

    /// <summary>Joins servers to a cluster.</summary>
    public static async Task JoinAsync(params RedisProcess[] nodes)
    {
        var start = new ProcessStartInfo("redis-cli") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["--cluster", "create", .. nodes.Select(node => node.ConnectionString), "--cluster-replicas", "0", "--cluster-yes"])
            start.ArgumentList.Add(argument);
        using var joining = Process.Start(start)!;
        var said = await joining.StandardOutput.ReadToEndAsync();
        await joining.WaitForExitAsync();
        Assert.True(joining.ExitCode == 0, said);
    }

    private string[] Arguments => ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", .. Settings];

    public async Task StartAsync() => Assert.True(await TryStartAsync(Arguments), "Redis did not start.");

    private async Task<bool> TryStartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        for (var waited = Stopwatch.StartNew(); !await AnswersAsync(); await Task.Delay(20))
        {
            if (process.HasExited)
                return false;
            Assert.True(waited.Elapsed < Patience, "Redis did not start.");
        }

        return true;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Keeps its connections and answers nothing, until <see cref="ResumeAsync"/>.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    public Task ResumeAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[7];
            await client.GetStream().ReadExactlyAsync(answer);
            // Another test's server may have taken the port meanwhile.
            return answer.AsSpan().SequenceEqual("+PONG\r\n"u8);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A test that needs Redis; skipped, and seen to be, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() => Skip = RedisProcess.IsInstalled ? null : "redis-server is not installed; tests/run installs it.";
}
