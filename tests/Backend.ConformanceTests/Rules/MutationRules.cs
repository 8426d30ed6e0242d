using Backend.ConformanceTests.Referee;

namespace Backend.ConformanceTests.Rules;

/// <summary>6.2.2 Mutation: one field after the other, each with all that it selects.</summary>
public sealed class MutationRules : RuleTests
{
    [Fact]
    public Task Fields_run_one_after_the_other_with_all_that_they_select() => CheckAsync(
        new Request("mutation { a: do(number: 1) { deed { before loaded seen } syncId } b: do(number: 2) { deed { seen before } syncId } }"),
        """{"a":{"deed":{"before":"do1","loaded":"do1 seen1 loaded1","seen":"do1 seen1"},"syncId":1},"b":{"deed":{"seen":"do1 seen1 loaded1 do2 seen2","before":"do1 seen1 loaded1 do2"},"syncId":2}}""");

    [Fact]
    public Task Field_that_fails_does_not_stop_the_next() => CheckAsync(
        new Request("mutation { a: do(number: 2) { deed { failing } } b: do(number: 1) { deed { before } } }"),
        """{"a":{"deed":null},"b":{"deed":{"before":"do2 do1"}}}""", """["a","deed","failing"] PLANTED""");

    [Theory]
    [InlineData(0, """{"try":{"deed":{"number":0},"syncId":1,"errors":[]}}""")]
    [InlineData(1, """{"try":{"deed":null,"syncId":null,"errors":[{"__typename":"DeclaredError","code":"DECLARED","path":["number"],"number":1}]}}""")]
    [InlineData(2, """{"try":{"deed":null,"syncId":null,"errors":[{"__typename":"SeveralError","code":"SEVERAL","path":[]},{"__typename":"DeclaredError","code":"DECLARED","path":["number"],"number":2}]}}""")]
    [InlineData(3, "null", """["try"] PLANTED""")]
    [InlineData(4, "null", """["try"] INTERNAL""")]
    public Task Declared_errors_are_data_and_others_are_field_errors(int number, string data, params string[] errors) => CheckAsync(
        new Request($$"""mutation { try(number: {{number}}) { deed { number } syncId errors { __typename ... on Error { code path } ... on DeclaredError { number } } } }"""),
        data, errors);

    [Fact]
    public Task Merged_field_runs_once() => CheckAsync(
        new Request("mutation { do(number: 1) { deed { before } } do(number: 1) { deed { seen } syncId } }"),
        """{"do":{"deed":{"before":"do1","seen":"do1 seen1"},"syncId":1}}""");

    [Fact]
    public Task Variable_that_is_refused_leaves_nothing_done() => CheckAsync(
        new Request("mutation($v: Int!) { a: do(number: 1) { syncId } b: do(number: $v) { syncId } }"), NoData, "- BAD_USER_INPUT");
}
