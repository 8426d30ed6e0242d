using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Backend.Benchmarks.Http;

/// <summary>A request that is sent again and again.</summary>
/// <param name="Path">The path.</param>
/// <param name="Body">The JSON body; null sends a GET.</param>
/// <param name="Token">The bearer token, if there is one.</param>
internal sealed record Workload(string Path, string? Body = null, string? Token = null)
{
    public HttpRequestMessage ToMessage(Uri address)
    {
        var message = new HttpRequestMessage(Body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(address, Path));
        if (Body is not null)
            message.Content = new StringContent(Body, System.Text.Encoding.UTF8, "application/json");
        if (Token is not null)
            message.Headers.Authorization = new("Bearer", Token);
        return message;
    }
}

/// <summary>What one run of the load generator found.</summary>
/// <param name="PerSecond">Requests per second.</param>
/// <param name="Count">Requests in all.</param>
internal sealed record LoadResult(double PerSecond, long Count);

/// <summary>Puts load on a server with <c>wrk</c>, which takes little of the processors that it shares with the server.</summary>
internal static partial class LoadGenerator
{
    /// <summary>Installs <c>wrk</c> where it is missing and can be had.</summary>
    public static async Task EnsureAsync()
    {
        if (await TryAsync("wrk", ["-v"]) is not null)
            return;
        await TryAsync("apt-get", ["install", "-y", "wrk"]);
        if (await TryAsync("wrk", ["-v"]) is null)
            throw new InvalidOperationException("This benchmark needs wrk (github.com/wg/wrk): apt-get install wrk.");
    }

    public static async Task<LoadResult> RunAsync(Uri address, Workload load, TimeSpan duration, string folder)
    {
        var script = Path.Combine(folder, "load.lua");
        await File.WriteAllTextAsync(script, Script(load));
        var seconds = Math.Max(1, (int)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var report = await TryAsync("wrk", ["-t1", "-c16", $"-d{seconds}s", "-s", script, new Uri(address, load.Path).AbsoluteUri])
            ?? throw new InvalidOperationException("wrk could not be run.");
        return report.Contains("Non-2xx", StringComparison.Ordinal) || report.Contains("Socket errors", StringComparison.Ordinal)
            ? throw new InvalidOperationException(report)
            : new LoadResult(Number(PerSecond(), report), (long)Number(Total(), report));
    }

    private static string Script(Workload load)
    {
        var lines = new List<string> { $"wrk.method = \"{(load.Body is null ? "GET" : "POST")}\"" };
        if (load.Body is not null)
        {
            lines.Add($"wrk.body = [==[{load.Body}]==]");
            lines.Add("wrk.headers[\"Content-Type\"] = \"application/json\"");
        }

        if (load.Token is not null)
            lines.Add($"wrk.headers[\"Authorization\"] = \"Bearer {load.Token}\"");
        return string.Join('\n', lines);
    }

    private static double Number(Regex pattern, string report) => double.Parse(pattern.Match(report).Groups["number"].Value, CultureInfo.InvariantCulture);

    private static async Task<string?> TryAsync(string program, IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await errors;
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"Requests/sec:\s+(?<number>[\d.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"(?<number>\d+) requests in", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Total();
}
