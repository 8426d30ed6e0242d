using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Backend.Benchmarks.Engine;

/// <summary>The verb <c>engine</c>: measures in process and prints a table in Markdown. <c>--quick</c> takes about a minute.</summary>
internal static class EngineComparison
{
    public const string Verb = "engine";

    public static int Run(string[] options)
    {
        var summary = BenchmarkRunner.Run<EngineBenchmarks>(Config(options.Contains("--quick", StringComparer.Ordinal)));
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => report.ResultStatistics is null))
        {
            Console.Error.WriteLine("A benchmark failed; see the log above.");
            return 1;
        }

        Console.WriteLine("\n| case | stock µs | plan µs | times faster | plan, ns a field | stock KB | plan KB | plan, bytes a field |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var row in EngineCase.All)
            Console.WriteLine(Row(row, Find(summary, row, nameof(EngineBenchmarks.Stock)), Find(summary, row, nameof(EngineBenchmarks.Plan))));
        return 0;
    }

    private static ManualConfig Config(bool quick)
    {
        var job = quick
            ? Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(250))
            : Job.Default;
        return ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
    }

    private static BenchmarkReport Find(Summary summary, EngineCase row, string method) => summary.Reports.Single(report =>
        report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method && ((EngineCase)report.BenchmarkCase.Parameters[nameof(EngineBenchmarks.Case)]).Name == row.Name);

    private static string Row(EngineCase row, BenchmarkReport stock, BenchmarkReport plan)
    {
        var (stockTime, planTime) = (stock.ResultStatistics!.Median, plan.ResultStatistics!.Median);
        var (stockBytes, planBytes) = (Bytes(stock), Bytes(plan));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {row.Name} | {stockTime / 1000:N1} | {planTime / 1000:N1} | {stockTime / planTime:N1} | {planTime / row.Fields:N0} | {stockBytes / 1024.0:N1} | {planBytes / 1024.0:N1} | {(double)planBytes / row.Fields:N1} |");
    }

    private static long Bytes(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
}
