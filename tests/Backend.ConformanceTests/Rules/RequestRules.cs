using Backend.ConformanceTests.Referee;

namespace Backend.ConformanceTests.Rules;

/// <summary>6.1 Executing Requests: which operation runs, and what is refused before anything does.</summary>
public sealed class RequestRules : RuleTests
{
    private const string Two = "query A { a: hello } query B { b: hello }";

    [Theory]
    [InlineData("{ hello }", null, """{"hello":"world"}""")]
    [InlineData("{ hello }", "", """{"hello":"world"}""")]
    [InlineData("query A { hello }", null, """{"hello":"world"}""")]
    [InlineData("query A { hello }", "A", """{"hello":"world"}""")]
    [InlineData(Two, "A", """{"a":"world"}""")]
    [InlineData(Two, "B", """{"b":"world"}""")]
    public Task Operation_name_chooses_the_operation(string query, string? name, string data) => CheckAsync(new Request(query, name), data);

    [Theory]
    [InlineData(Two, null)]
    [InlineData(Two, "C")]
    [InlineData(Two, "a")]
    [InlineData("{ hello }", "A")]
    [InlineData("query A { hello }", "B")]
    [InlineData("fragment F on Query { hello }", null)]
    [InlineData("", null)]
    [InlineData("{ hello", null, "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ hello hello: item { number } }", null, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ nothing }", null, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("query A { hello } query A { hello }", "A", "GRAPHQL_VALIDATION_FAILED")]
    public Task Request_error_gives_no_data(string query, string? name, string code = "BAD_REQUEST") =>
        CheckAsync(new Request(query, name), NoData, $"- {code}");

    [Fact]
    public Task Field_error_gives_data() =>
        CheckAsync(new Request("{ maybeFailing }"), """{"maybeFailing":null}""", """["maybeFailing"] INTERNAL""");

    [Fact]
    public Task Field_error_at_the_root_gives_null_for_data() =>
        CheckAsync(new Request("{ hello failing }"), "null", """["failing"] PLANTED""");

    [Fact]
    public Task Variable_of_another_operation_need_not_be_given() =>
        CheckAsync(new Request("query A { hello } query B($v: Int!) { item(number: $v) { number } }", "A"), """{"hello":"world"}""");
}
