using System.Globalization;

namespace Backend.Benchmarks.Http;

/// <summary>A database with many issues, for the server and for the baseline. One class per provider.</summary>
internal abstract class IssueDatabase
{
    /// <summary>The issues of the demo workspace.</summary>
    public const int Count = 20_000;

    /// <summary>The provider's name, as the report has it.</summary>
    public abstract string Name { get; }

    /// <summary>What makes the product use the database, as arguments.</summary>
    public abstract IReadOnlyList<string> ProductArguments { get; }

    /// <summary>What makes the baseline use the database, as arguments.</summary>
    public abstract IReadOnlyList<string> BaselineArguments { get; }

    /// <summary>Migrates and seeds through the product's own verb, then adds issues and a sign-in of the issuer by SQL.</summary>
    public async Task PrepareAsync(string issuer)
    {
        await ServerProcess.RunAsync(Product, ["seed", "--environment=Development", .. ProductArguments]);
        await FillAsync(issuer);
    }

    public const string Product = "Backend.Host.dll";

    protected abstract Task FillAsync(string issuer);

    /// <summary>The text of an issue's description: a few paragraphs, as issues have them.</summary>
    protected static string Description(int number) => string.Join("\n\n", Enumerable.Range(0, 1 + (number % 8)).Select(paragraph =>
        string.Create(CultureInfo.InvariantCulture, $"Paragraph {paragraph} of issue {number}: it says what happens, what should happen instead, and how often it was seen, in about as many words as people write when they report something that went wrong.")));
}
