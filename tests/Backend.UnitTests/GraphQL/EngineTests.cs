using System.Text.Json;
using Backend.GraphQL;
using Snapshooter.Xunit;

namespace Backend.UnitTests.GraphQL;

public sealed class EngineTests : IDisposable
{
    private readonly ZooEngine engine = new("zoo:close");

    public void Dispose() => engine.Dispose();

    [Fact]
    public void Sdl_of_annotated_classes_is_complete() => Snapshot.Match(engine.Executor.Sdl);

    [Fact]
    public void Sdl_printed_twice_is_the_same()
    {
        using var other = new ZooEngine();
        Assert.Equal(engine.Executor.Sdl, other.Executor.Sdl);
    }

    [Fact]
    public async Task Fields_of_one_wave_are_loaded_with_one_call_each()
    {
        var answer = await engine.ExecuteAsync("{ animals { house { name size animals { name } } } }");
        Assert.Equal(9, answer.GetProperty("data").GetProperty("animals").GetArrayLength());
        Assert.Equal(["houses 3", "animals of 3"], engine.Zoo.Calls);
    }

    [Fact]
    public async Task Node_finds_an_object_by_its_typed_id()
    {
        var id = GlobalId.Format("Animal", engine.Zoo.Animals[4].Id);
        var answer = await engine.ExecuteAsync("query($id: ID!) { node(id: $id) { __typename id ... on Animal { name } } nodes(ids: [$id]) { id } }", $$"""{"id":"{{id}}"}""");
        Assert.Equal("Animal 5", answer.GetProperty("data").GetProperty("node").GetProperty("name").GetString());
        Assert.Equal(id, answer.GetProperty("data").GetProperty("nodes")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("""{ node(id: "garbage") { id } }""", "BAD_USER_INPUT")]
    [InlineData("{ broken }", "INTERNAL")]
    [InlineData("{ animals { nothing } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ animals", "GRAPHQL_PARSE_FAILED")]
    [InlineData("""{ animals(sort: [{}]) { name } }""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""mutation { animalRename(input: { id: "house_00000000000000000000000000" }) { syncId } }""", "BAD_USER_INPUT")]
    [InlineData("""mutation { animalRename(input: { id: "$", name: null }) { syncId } }""", "BAD_USER_INPUT")]
    public async Task Bad_input_gets_its_code(string query, string code)
    {
        var answer = await engine.ExecuteAsync(query);
        Assert.Equal(code, answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.DoesNotContain("1234", answer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name ", 3_000)]
    [InlineData("name @include(if: true) ", 600)]
    [InlineData("...F ", 600)]
    public async Task Document_that_would_keep_validation_busy_is_refused(string selection, int times)
    {
        var document = $"{{ animals {{ {string.Concat(Enumerable.Repeat(selection, times))} }} }} fragment F on Animal {{ name }}";
        var answer = await engine.ExecuteAsync(document);
        Assert.Equal("DOCUMENT_TOO_LARGE", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Unknown_variable_type_gets_a_code()
    {
        var answer = await engine.ExecuteAsync("query($f: AnimalFilter) { animals(filter: $f) { name } }", """{"f":{"kind":{"eq":"WHALE"}}}""");
        Assert.Equal("BAD_USER_INPUT", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("{ animals(filter: { kind: { eq: SEA_LION } }) { name } }", "{}", 4)]
    [InlineData("query($f: AnimalFilter) { animals(filter: $f) { name } }", """{"f":{"kind":{"eq":"BEAR"}}}""", 5)]
    [InlineData("{ animals(loud: true) { name } }", "{}", 1)]
    [InlineData("{ animals(sort: { name: { direction: DESC } }) { name } }", "{}", 1)]
    public async Task Arguments_reach_the_resolver(string query, string variables, int count)
    {
        var answer = await engine.ExecuteAsync(query, variables);
        Assert.Equal(count, answer.GetProperty("data").GetProperty("animals").GetArrayLength());
    }

    [Theory]
    [InlineData("{ id: $id }", "{}", "Animal 1", "Nick")]
    [InlineData("{ id: $id, nickname: null }", "{}", "Animal 1", null)]
    [InlineData("{ id: $id, nickname: $n, name: $m }", "{}", "Animal 1", "Nick")]
    [InlineData("{ id: $id, nickname: $n, name: $m }", """{"n":null}""", "Animal 1", null)]
    [InlineData("{ id: $id, nickname: $n, name: $m }", """{"n":"x","m":"y"}""", "y", "x")]
    public async Task Omitted_keeps_and_null_clears(string input, string variables, string name, string? nickname)
    {
        engine.Zoo.Animals[0].Nickname = "Nick";
        var given = JsonSerializer.Deserialize<Dictionary<string, string?>>(variables)!;
        given["id"] = GlobalId.Format("Animal", engine.Zoo.Animals[0].Id);
        var unused = input.Contains("$n", StringComparison.Ordinal) ? ", $n: String, $m: String" : "";
        var answer = await engine.ExecuteAsync(
            $$"""mutation($id: ID!{{unused}}) { animalRename(input: {{input}}) { animal { name nickname } syncId errors { __typename } } }""",
            JsonSerializer.Serialize(given));
        var payload = answer.GetProperty("data").GetProperty("animalRename");
        Assert.Equal(name, payload.GetProperty("animal").GetProperty("name").GetString());
        Assert.Equal(nickname, payload.GetProperty("animal").GetProperty("nickname").GetString());
        Assert.Equal(1, payload.GetProperty("syncId").GetInt64());
        Assert.Equal(0, payload.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task Declared_exception_becomes_a_typed_error()
    {
        var id = GlobalId.Format("Animal", engine.Zoo.Animals[0].Id);
        var answer = await engine.ExecuteAsync(
            """mutation($id: ID!) { animalRename(input: { id: $id, name: "far too long" }) { animal { name } syncId errors { __typename ... on Error { code message path } } } }""",
            $$"""{"id":"{{id}}"}""");
        Assert.Equal(
            """{"animal":null,"syncId":null,"errors":[{"__typename":"TooLongError","code":"TOO_LONG","message":"Too long.","path":["input","name"]}]}""",
            answer.GetProperty("data").GetProperty("animalRename").GetRawText());
    }

    [Fact]
    public async Task Permission_is_demanded_by_field()
    {
        using var stranger = new ZooEngine(null);
        using var visitor = new ZooEngine();
        Assert.Equal("close at five", (await engine.ExecuteAsync("{ secretPlan }")).GetProperty("data").GetProperty("secretPlan").GetString());
        Assert.Contains("UNAUTHENTICATED", (await stranger.ExecuteAsync("{ name }")).ToString(), StringComparison.Ordinal);
        Assert.Contains("FORBIDDEN", (await visitor.ExecuteAsync("{ secretPlan }")).ToString(), StringComparison.Ordinal);
        Assert.Contains("zoo", (await visitor.ExecuteAsync("{ name }")).ToString(), StringComparison.Ordinal);
        Assert.Contains("UNAUTHENTICATED", (await stranger.ExecuteAsync("""{ node(id: "x") { id } }""")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscription_resolves_each_event()
    {
        var stream = Assert.IsType<IResponseStream>(await engine.StartAsync("subscription { animalSeen(from: 1, since: 2) { name house { name } } }"), exactMatch: false);
        var names = new List<string?>();
        await foreach (var result in stream.ReadResultsAsync(CancellationToken.None))
            names.Add((ZooEngine.Read(result)).GetProperty("data").GetProperty("animalSeen").GetProperty("name").GetString());
        Assert.Equal(["Animal 4", "Animal 5", "Animal 6"], names);
    }

    [Fact]
    public async Task Subscription_whose_stream_fails_ends_with_the_error()
    {
        var stream = (IResponseStream)await engine.StartAsync("subscription { animalSeen(from: 2) { name } }");
        var results = new List<IOperationResult>();
        await foreach (var result in stream.ReadResultsAsync(CancellationToken.None))
            results.Add(result);
        Assert.Equal(4, results.Count);
        Assert.Equal(["BAD_USER_INPUT"], results[3].ErrorCodes);
    }
}
