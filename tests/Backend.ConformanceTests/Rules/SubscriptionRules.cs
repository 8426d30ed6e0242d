using Backend.ConformanceTests.Referee;

namespace Backend.ConformanceTests.Rules;

/// <summary>6.2.3 Subscription: the source stream, and the response to each event.</summary>
public sealed class SubscriptionRules : RuleTests
{
    [Fact]
    public Task Each_event_is_executed() => CheckStreamAsync(
        new Request("subscription($from: Int!) { t: ticks(from: $from) { number half { number } } }", null, """{"from":5}"""),
        ("""{"t":{"number":5,"half":{"number":2}}}""", []),
        ("""{"t":{"number":6,"half":{"number":3}}}""", []),
        ("""{"t":{"number":7,"half":{"number":3}}}""", []),
        ("""{"t":{"number":8,"half":{"number":4}}}""", []));

    [Fact]
    public Task Event_that_fails_does_not_end_the_stream() => CheckStreamAsync(
        new Request("subscription { maybeTicks(from: 1) { number failing } }"),
        ("""{"maybeTicks":null}""", ["""["maybeTicks","failing"] PLANTED"""]),
        ("""{"maybeTicks":null}""", ["""["maybeTicks"] PLANTED"""]),
        ("""{"maybeTicks":null}""", []),
        ("""{"maybeTicks":null}""", ["""["maybeTicks"] INTERNAL"""]));

    [Fact]
    public Task Null_of_an_event_spreads_to_its_data() => CheckStreamAsync(
        new Request("subscription { ticks(from: 0) { number } }"),
        ("""{"ticks":{"number":0}}""", []),
        ("""{"ticks":{"number":1}}""", []),
        ("null", ["""["ticks"] PLANTED"""]),
        ("""{"ticks":{"number":3}}""", []));

    [Theory]
    [InlineData("HALF_TONE", "PLANTED")]
    [InlineData("DARK", "INTERNAL")]
    public Task Stream_that_breaks_ends_with_an_error(string end, string code) => CheckStreamAsync(
        new Request($"subscription {{ ticks(from: 5, end: {end}) {{ number }} }}"),
        ("""{"ticks":{"number":5}}""", []),
        ("""{"ticks":{"number":6}}""", []),
        ("""{"ticks":{"number":7}}""", []),
        ("""{"ticks":{"number":8}}""", []),
        (NoData, [$"- {code}"]));

    [Theory]
    [InlineData(2, "PLANTED")]
    [InlineData(3, "INTERNAL")]
    public Task Stream_that_cannot_be_opened_is_a_request_error(int number, string code) =>
        CheckAsync(new Request($"subscription {{ refused(number: {number}) {{ number }} }}"), NoData, $"- {code}");

    [Theory]
    [InlineData("subscription { a: ticks { number } b: ticks { number } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription { ticks { number } __typename }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription { __typename }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription { ...F } fragment F on Subscription { a: ticks { number } b: ticks { number } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription($v: Int!) { ticks(from: $v) { number } }", "BAD_USER_INPUT")]
    public Task Subscription_of_other_than_one_field_is_refused(string query, string code) => CheckAsync(new Request(query), NoData, $"- {code}");

    [Theory]
    [InlineData("subscription($v: Boolean!) { ticks @skip(if: $v) { number } }")]
    [InlineData("subscription($v: Boolean!) { ... @include(if: $v) { ticks { number } } }")]
    public Task Condition_at_the_root_is_refused(string query) =>
        CheckAsync(new Request(query, null, """{"v":true}"""), NoData, "- GRAPHQL_VALIDATION_FAILED");
}
