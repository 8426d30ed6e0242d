using System.Globalization;
using Backend.ConformanceTests.Random;
using GraphQL.Types;
using Xunit.Abstractions;

namespace Backend.ConformanceTests.Referee;

/// <summary>
/// Runs random operations through both executors. <c>REFEREE_SEED</c> and <c>REFEREE_OPERATIONS</c> choose other operations,
/// or more; a failure says how to repeat it.
/// </summary>
internal sealed class RefereeRun(ISchema schema, ExecutorPair executors, GeneratorOptions options, ITestOutputHelper output)
{
    private const int MaxFailures = 5;

    /// <summary>The seed to use in place of a test's own.</summary>
    public static int Seed(int usual) => Setting("REFEREE_SEED") ?? usual;

    /// <summary>Compares so many operations.</summary>
    /// <param name="seed">Where to begin: each operation has the next seed.</param>
    /// <param name="count">How many, unless the environment says otherwise.</param>
    public async Task CompareAsync(int seed, int count)
    {
        count = Setting("REFEREE_OPERATIONS") ?? count;
        output.WriteLine($"REFEREE_SEED={seed} REFEREE_OPERATIONS={count}");
        var failures = new List<string>();
        var tally = new Tally();
        for (var index = 0; index < count && failures.Count < MaxFailures; index++)
        {
            var document = OperationGenerator.Create(schema, seed + index, options);
            var comparison = await executors.CompareAsync(document.ToRequest());
            tally.Add(comparison.Stock);
            if (comparison.Difference is null)
                continue;
            var smallest = await Shrinker.ShrinkAsync(document, comparison, executors);
            failures.Add($"REFEREE_SEED={seed + index} REFEREE_OPERATIONS=1\n{smallest}");
        }

        output.WriteLine(tally.ToString());
        Assert.True(failures.Count == 0, string.Join("\n----\n", failures));
        // A generator whose operations are refused, or never fail, would compare nothing.
        Assert.True(count < 100 || tally.IsTelling, tally.ToString());
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private sealed class Tally
    {
        private int all, executed, failing, nulled, streams;
        private long bytes;
        private readonly Dictionary<string, int> refusals = new(StringComparer.Ordinal);

        public bool IsTelling => executed > all * 8 / 10 && executed > failing;

        public void Add(Outcome outcome)
        {
            all++;
            var responses = outcome.Responses;
            executed += responses.Any(response => response.Executed) ? 1 : 0;
            failing += responses.Any(response => response.Executed && response.Errors.Count > 0) ? 1 : 0;
            nulled += responses.Any(response => response.Data == "null") ? 1 : 0;
            streams += outcome.Streamed ? 1 : 0;
            foreach (var refusal in responses.Where(response => !response.Executed).SelectMany(response => response.Errors))
                refusals[refusal] = refusals.GetValueOrDefault(refusal) + 1;
            bytes += responses.Sum(response => (long)response.Text.Length);
        }

        public override string ToString() =>
            $"{all} operations: {executed} executed, {failing} of them with field errors, {nulled} with null data, {streams} streams, {bytes / Math.Max(all, 1)} characters on average;"
            + $" refused most for:\n{string.Join('\n', refusals.OrderByDescending(refusal => refusal.Value).Take(5).Select(refusal => $"{refusal.Value} {refusal.Key}"))}";
    }
}
