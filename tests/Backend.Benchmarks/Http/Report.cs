using System.Globalization;

namespace Backend.Benchmarks.Http;

/// <summary>A server and what is measured of it.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Server">The server.</param>
/// <param name="Load">What is sent to it.</param>
internal sealed record Contender(string Name, ServerProcess Server, Workload Load)
{
    private readonly List<double> perSecond = [];
    private readonly List<double> processor = [];

    /// <summary>Requests per second: the median of the rounds.</summary>
    public double PerSecond => Median(perSecond);

    /// <summary>Microseconds of the server's processor time per request: the median of the rounds.</summary>
    public double Processor => Median(processor);

    public async Task MeasureAsync(TimeSpan duration, string folder)
    {
        var before = Server.ProcessorTime;
        var result = await LoadGenerator.RunAsync(Server.Address, Load, duration, folder);
        perSecond.Add(result.PerSecond);
        processor.Add((Server.ProcessorTime - before).TotalMicroseconds / result.Count);
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>Writes a comparison as a table in Markdown. The first contender is the one that the others are held against.</summary>
internal static class Report
{
    public static void Write(string title, IReadOnlyList<Contender> contenders)
    {
        Console.WriteLine($"\n### {title}\n");
        Console.WriteLine("| server | requests/s | CPU µs per request | of its requests/s, the first has | by CPU |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        var subject = contenders[0];
        foreach (var contender in contenders)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {contender.Name} | {contender.PerSecond:N0} | {contender.Processor:N0} | {subject.PerSecond / contender.PerSecond:N2} | {contender.Processor / subject.Processor:N2} |"));
        }
    }
}
