using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Backend.Faults.Live;

/// <summary>Clients of npm's graphql-ws, in a process of Node.js: the library that browsers use.</summary>
internal sealed class NodeListeners : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;

    public NodeListeners(string script, int count, IReadOnlyList<ServerNode> nodes, string token, long since)
    {
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(script) };
        foreach (var argument in (string[])[script, count.ToString(CultureInfo.InvariantCulture), since.ToString(CultureInfo.InvariantCulture), token, .. nodes.Select(node => node.Address.AbsoluteUri)])
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Has them come as far as a place, and tells what each has seen.</summary>
    public async Task<IReadOnlyList<long[]>> FinishAsync(long head, TimeSpan patience)
    {
        await process.StandardInput.WriteLineAsync(head.ToString(CultureInfo.InvariantCulture));
        await process.StandardInput.FlushAsync();
        var lines = await output.WaitAsync(patience);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<long[]>(line)!)];
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
