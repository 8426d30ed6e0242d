using System.Text.Json;

namespace Backend.UnitTests.GraphQL;

/// <summary>Rights are asked for before any resolver runs, and what may not be had leaves the rest as it is.</summary>
public sealed class PlanAuthorizationTests : IDisposable
{
    private readonly ZooEngine keeper = new("zoo:feed", "zoo:vet");
    private readonly ZooEngine visitor = new("zoo:look");

    public void Dispose()
    {
        keeper.Dispose();
        visitor.Dispose();
    }

    [Fact]
    public async Task Denied_field_of_many_objects_is_one_error_and_the_rest_is_there()
    {
        var answer = await visitor.ExecuteAsync("{ animals { name food } name }");
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal("""["animals","food"]""", error.GetProperty("path").GetRawText());
        Assert.Equal("FORBIDDEN", Code(error));
        Assert.Equal(9, answer.GetProperty("data").GetProperty("animals").GetArrayLength());
        Assert.Equal("""{"name":"Animal 1","food":null}""", answer.GetProperty("data").GetProperty("animals")[0].GetRawText());
        Assert.Equal("zoo", answer.GetProperty("data").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Denied_field_that_must_not_be_null_takes_its_parents_along()
    {
        var answer = await visitor.ExecuteAsync("{ animals { diet } }");
        Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").ValueKind);
    }

    [Fact]
    public async Task Each_selection_of_a_denied_field_has_its_error()
    {
        var answer = await visitor.ExecuteAsync("{ animals { a: food b: food } }");
        Assert.Equal(
            ["""["animals","a"]""", """["animals","b"]"""],
            answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetRawText()));
    }

    [Fact]
    public async Task Field_that_leads_to_a_guarded_type_asks_what_the_type_asks_before_it_is_resolved()
    {
        var answer = await visitor.ExecuteAsync("{ animals { name report { text } } }");
        Assert.Equal("FORBIDDEN", Code(Assert.Single(answer.GetProperty("errors").EnumerateArray())));
        Assert.DoesNotContain("report", visitor.Zoo.Calls);
        var allowed = await keeper.ExecuteAsync("{ animals(loud: true) { report { text length } } }");
        Assert.Equal("""{"data":{"animals":[{"report":{"text":"Animal 1 is well","length":16}}]}}""", allowed.GetRawText());
    }

    [Theory]
    [InlineData("text")]
    [InlineData("text ... on VetReport { length }")]
    public async Task Guarded_type_behind_an_interface_is_null_object_by_object(string selection)
    {
        var answer = await visitor.ExecuteAsync($$"""{ animals(loud: true) { records { {{selection}} } } }""");
        Assert.Equal("""{"animals":[{"records":[null,{"text":"cute"}]}]}""", answer.GetProperty("data").GetRawText());
        Assert.Equal("""["animals",0,"records",0]""", Assert.Single(answer.GetProperty("errors").EnumerateArray()).GetProperty("path").GetRawText());
    }

    [Fact]
    public async Task Signed_out_caller_is_told_to_sign_in()
    {
        using var stranger = new ZooEngine(null);
        var answer = await stranger.ExecuteAsync("{ name animals(loud: true) { name } }");
        Assert.Equal("UNAUTHENTICATED", Code(Assert.Single(answer.GetProperty("errors").EnumerateArray())));
    }

    private static string? Code(JsonElement error) => error.GetProperty("extensions").GetProperty("code").GetString();
}
