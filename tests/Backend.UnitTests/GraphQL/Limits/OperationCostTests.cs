using Backend.GraphQL;

namespace Backend.UnitTests.GraphQL.Limits;

public sealed class OperationCostTests : IDisposable
{
    private readonly LimitedEngine engine = new(new GraphQLLimits { OperationCost = 10_000_000_000, CostPerMinute = 0 });

    public void Dispose() => engine.Dispose();

    [Theory]
    // A field that calls a service 10, its nodes field 1, each entry 1.
    [InlineData("{ herd(first: 3) { nodes { name } } }", 10 + 1 + 3)]
    [InlineData("{ herd(last: 4) { nodes { name } } }", 10 + 1 + 4)]
    [InlineData("{ herd { nodes { name } } }", 10 + 1 + 50)]
    [InlineData("{ herd(first: null) { nodes { name } } }", 10 + 1 + 50)]
    [InlineData("{ herd(first: 3) { totalCount } }", 10)]
    [InlineData("{ herd(first: 3) { nodes { name } edges { node { name } } } }", 10 + 1 + 3 + 1 + 3 * 2)]
    // Each entry's house 10.
    [InlineData("{ herd(first: 3) { nodes { house { name } } } }", 10 + 1 + 3 * (1 + 10))]
    [InlineData("{ herd(first: 3) { nodes { friends(first: 2) { nodes { house { name } } } } } }", 10 + 1 + 3 * (1 + 10 + 1 + 2 * (1 + 10)))]
    // Aliases cost what they cost.
    [InlineData("{ a: herd(first: 3) { nodes { name } } b: herd(first: 3) { nodes { name } } }", 2 * (10 + 1 + 3))]
    [InlineData("{ flock { name } }", 3 + 7)]
    [InlineData("{ animals { name } }", 10 + 10)]
    [InlineData("{ nodes(ids: []) { id } }", 10 + 1)]
    [InlineData("{ __typename }", 1)]
    [InlineData("{ rateLimit { remaining } }", 1)]
    [InlineData("{ herd(first: 3) { ...P } } fragment P on AnimalConnection { nodes { name } }", 10 + 1 + 3)]
    [InlineData("{ herd(first: 3) { ... { nodes { ... on Animal { house { name } } } } } }", 10 + 1 + 3 * (1 + 10))]
    [InlineData("{ herd(first: 3) { nodes @skip(if: true) { name } } }", 10)]
    [InlineData("{ herd(first: 3) { nodes @include(if: false) { name } } }", 10)]
    public async Task Operation_costs_its_fields_times_the_lists_they_lie_in(string query, long cost) =>
        Assert.Equal(cost, await engine.CostAsync(query));

    [Theory]
    [InlineData("query($n: Int) { herd(first: $n) { nodes { name } } }", """{"n":3}""", 10 + 1 + 3)]
    [InlineData("query($n: Int) { herd(first: $n) { nodes { name } } }", "{}", 10 + 1 + 50)]
    [InlineData("query($n: Int) { herd(first: $n) { nodes { name } } }", """{"n":null}""", 10 + 1 + 50)]
    [InlineData("query($n: Int = 7) { herd(first: $n) { nodes { name } } }", "{}", 10 + 1 + 7)]
    [InlineData("query($n: Int = 7) { herd(first: $n) { nodes { name } } }", """{"n":9}""", 10 + 1 + 9)]
    [InlineData("query($n: Int) { herd(first: $n) { ...P } } fragment P on AnimalConnection { nodes { friends(first: $n) { ...P2 } } } fragment P2 on AnimalConnection { nodes { name } }", """{"n":3}""", 10 + 1 + 3 * (1 + 10 + 1 + 3))]
    [InlineData("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", """{"ids":["animal_00000000000000000000000000","animal_00000000000000000000000000"]}""", 10 + 2)]
    [InlineData("query($all: Boolean!) { herd(first: 3) { nodes @include(if: $all) { name } } }", """{"all":true}""", 10 + 1 + 3)]
    [InlineData("query($all: Boolean!) { herd(first: 3) { nodes @include(if: $all) { name } } }", """{"all":false}""", 10)]
    [InlineData("query($none: Boolean!) { herd(first: 3) { nodes @skip(if: $none) { name } } }", """{"none":true}""", 10)]
    public async Task Operation_costs_what_its_variables_say(string query, string variables, long cost) =>
        Assert.Equal(cost, await engine.CostAsync(query, variables));

    [Theory]
    [InlineData("{ herd(first: -100000) { nodes { name } } }", "{}", 1)]
    [InlineData("query($n: Int) { herd(first: $n) { nodes { name } } }", """{"n":-100000}""", 1)]
    [InlineData("query($n: Int = -100000) { herd(first: $n) { nodes { name } } }", "{}", 1)]
    [InlineData("{ herd(first: 100000) { nodes { name } } }", "{}", 100)]
    [InlineData("{ herd(first: 1, last: 90) { nodes { name } } }", "{}", 90)]
    public async Task Sizes_that_no_page_has_are_clamped_and_then_refused(string query, string variables, int size)
    {
        var answer = await engine.ExecuteAsync(query, variables);
        Assert.Equal(ErrorCodes.BadUserInput, LimitedEngine.Code(answer));
        Assert.Equal(10 + 1 + size, answer.GetProperty("extensions").GetProperty("cost").GetProperty("estimated").GetInt64());
    }

    [Fact]
    public async Task Cached_document_is_priced_with_the_variables_of_each_request()
    {
        using var strict = new LimitedEngine(new GraphQLLimits { OperationCost = 100 });
        const string query = "query($n: Int) { herd(first: $n) { nodes { house { name } } } }";
        Assert.Null(await strict.CodeAsync(query, """{"n":1}"""));
        var refused = await strict.ExecuteAsync(query, """{"n":100}""");
        Assert.Equal(ErrorCodes.CostLimitExceeded, LimitedEngine.Code(refused));
        Assert.False(refused.TryGetProperty("data", out _));
        var details = refused.GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal((10 + 1 + 100 * 11, 100), (details.GetProperty("cost").GetInt32(), details.GetProperty("limit").GetInt32()));
        Assert.Null(await strict.CodeAsync(query, """{"n":-100000}""") is ErrorCodes.BadUserInput ? null : "passed");
        Assert.Null(await strict.CodeAsync(query, """{"n":1}"""));
    }

    [Fact]
    public async Task Cost_beyond_any_number_ends_at_a_ceiling()
    {
        using var wide = new LimitedEngine(new GraphQLLimits { CostPerMinute = 0 });
        var deep = string.Concat(Enumerable.Repeat("nodes { friends(first: 100) { ", 9)) + "totalCount" + string.Concat(Enumerable.Repeat("} }", 9));
        var answer = await wide.ExecuteAsync($"{{ herd(first: 100) {{ {deep} }} }}");
        Assert.Equal(ErrorCodes.CostLimitExceeded, LimitedEngine.Code(answer));
        Assert.InRange(answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("cost").GetInt64(), 1_000_000_000_000, long.MaxValue / 4_000 + 1);
    }

    [Fact]
    public async Task Response_says_the_cost_only_where_it_is_asked_for()
    {
        var silent = LimitedEngine.Session() with { ReportsCost = false };
        Assert.False((await engine.ExecuteAsync("{ name }", session: silent)).TryGetProperty("extensions", out _));
        var asked = await engine.ExecuteAsync(new OperationRequest("{ name }", null, LimitedEngine.Read("{}")) { ReportsCost = true }, silent);
        Assert.Equal("""{"estimated":1,"limit":10000000000}""", asked.GetProperty("extensions").GetProperty("cost").GetRawText());
    }

    [Fact]
    public async Task Estimate_covers_the_objects_that_generated_operations_give()
    {
        var random = new Random(20260101);
        for (var number = 0; number < 100; number++)
        {
            var answer = await engine.ExecuteAsync($"{{ {Herd(random, 3)} }}");
            Assert.Null(LimitedEngine.Code(answer));
            var objects = Count(answer.GetProperty("data"));
            Assert.InRange(objects, 0, answer.GetProperty("extensions").GetProperty("cost").GetProperty("estimated").GetInt64());
        }
    }

    private static string Herd(Random random, int depth) => $"herd(first: {random.Next(1, 10)}) {{ {Page(random, depth)} }}";

    private static string Page(Random random, int depth) => random.Next(2) == 0 ? $"nodes {{ {Animal(random, depth)} }}" : $"edges {{ node {{ {Animal(random, depth)} }} }}";

    private static string Animal(Random random, int depth) => "name"
        + (random.Next(2) == 0 ? " house { name }" : "")
        + (depth > 1 ? $" friends(first: {random.Next(1, 10)}) {{ {Page(random, depth - 1)} }}" : "");

    // Objects that stand for something that was read: not the frames of pages.
    private static long Count(System.Text.Json.JsonElement value) => value.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Object => (value.TryGetProperty("name", out _) ? 1 : 0) + value.EnumerateObject().Sum(member => Count(member.Value)),
        System.Text.Json.JsonValueKind.Array => value.EnumerateArray().Sum(Count),
        _ => 0,
    };
}
