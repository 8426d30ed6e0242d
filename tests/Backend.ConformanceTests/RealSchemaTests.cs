using System.Text.Json;
using Backend.ConformanceTests.Random;
using Backend.ConformanceTests.Referee;
using GraphQL.Types;
using Xunit.Abstractions;

namespace Backend.ConformanceTests;

/// <summary>The same over the product's own schema: random queries, introspection included, of seeded data.</summary>
public sealed class RealSchemaTests(RealSchemaServer server, ITestOutputHelper output) : IClassFixture<RealSchemaServer>
{
    // One object of each kind that has an id, and what else the demo data is found by.
    private const string Ids = """
        {
          viewer { id }
          teams(first: 2) { nodes { id key states { id } labels(first: 1) { nodes { id } } } }
          issues(first: 3) { nodes { id identifier comments(first: 1) { nodes { id } } } }
        }
        """;

    [Theory]
    [InlineData(5_000_000)]
    public async Task Random_queries_give_the_same(int seed)
    {
        var outcome = await server.Executors.RunAsync(server.Executors.Stock, new Request(Ids));
        using var json = JsonDocument.Parse(outcome.Responses[0].Text);
        Assert.False(json.RootElement.TryGetProperty("errors", out var errors), errors.ToString());
        var ids = Texts(json.RootElement).ToArray();
        var options = new GeneratorOptions
        {
            OperationTypes = ["query"],
            // The referee has no budget to tell of.
            Skip = (_, field) => field.Name == "rateLimit",
            MaxDepth = 5,
            MaxSelections = 30,
            Suit = (name, type, random) => Suit(name, type, random, ids),
        };
        await new RefereeRun(server.Schema, server.Executors, options, output).CompareAsync(RefereeRun.Seed(seed), 400);
    }

    // Pages are small, ids are of objects that exist, or nearly so, and cursors are left out: a random one fits no list.
    private static string? Suit(string name, IGraphType type, System.Random random, string[] ids) => (name, TypeName(type)) switch
    {
        ("first", _) => random.Next(20) == 0 ? "0" : $"{random.Next(1, 4)}",
        ("last" or "before" or "after", _) => null,
        (_, "ID!") => $"\"{ids[random.Next(ids.Length)]}\"",
        (_, "[ID!]!") => $"[\"{ids[random.Next(ids.Length)]}\", \"{ids[random.Next(ids.Length)]}\"]",
        _ => "",
    };

    private static string TypeName(IGraphType type) => type.ToString()!;

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };
}
