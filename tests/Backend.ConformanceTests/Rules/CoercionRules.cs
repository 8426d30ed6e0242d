using Backend.ConformanceTests.Referee;

namespace Backend.ConformanceTests.Rules;

/// <summary>6.4.3 Value Completion: leaves, lists and abstract types.</summary>
public sealed class CoercionRules : RuleTests
{
    [Theory]
    [InlineData("{ leaves(number: 3) { whole maybeWhole real text truth maybeTruth position } }", """{"leaves":{"whole":2147483647,"maybeWhole":null,"real":0.1,"text":"line\nfeed\r\ttab\b\f","truth":false,"maybeTruth":null,"position":2147483648}}""")]
    [InlineData("{ leaves(number: 2) { position time day link address matrix } }", """{"leaves":{"position":9223372036854775807,"time":"1970-01-01T00:00:00Z","day":"1970-01-01","link":"https://example.org/%C3%A9/2?q=%3Ca%20b%3E&x=%22","address":"o'hara+2@example.org","matrix":[[1,2],[],[2]]}}""")]
    [InlineData("{ leaves(number: 4) { maybeAny shadeList shade } }", "null", """["leaves","shade"] INTERNAL""", """["leaves","shadeList",1] INTERNAL""")]
    [InlineData("{ leaves(number: 3) { maybeAny maybeShade } }", """{"leaves":{"maybeAny":{"a":[1,2.50,null,true,{"b":"é<"}]},"maybeShade":null}}""", """["leaves","maybeShade"] INTERNAL""")]
    public Task Leaves_are_written_by_their_type(string query, string data, params string[] errors) => CheckAsync(new Request(query), data, errors);

    [Theory]
    [InlineData("{ maybeItem(number: 4) { lazy } }", """{"maybeItem":null}""", """["maybeItem","lazy"] PLANTED""")]
    [InlineData("{ maybeItem(number: 1) { lazy } }", """{"maybeItem":{"lazy":["first","plain"]}}""")]
    public Task Sequence_is_read_once_and_may_break(string query, string data, params string[] errors) => CheckAsync(new Request(query), data, errors);

    [Theory]
    [InlineData("{ numbered(number: 2) { number } hello }", """{"numbered":null,"hello":"world"}""", """["numbered"] INTERNAL""")]
    [InlineData("{ item(number: 3) { things { __typename } } }", """{"item":{"things":[{"__typename":"Note"},null,{"__typename":"Box"},null]}}""", """["item","things",3] INTERNAL""")]
    [InlineData("{ maybeItem(number: 1) { numbereds { number } } }", """{"maybeItem":null}""", """["maybeItem","numbereds",2] INTERNAL""")]
    [InlineData("{ maybeItem(number: 3) { boxes { number } loadedNumbered { number } } }", """{"maybeItem":{"boxes":[],"loadedNumbered":null}}""", """["maybeItem","loadedNumbered"] INTERNAL""")]
    public Task Object_of_no_possible_type_is_an_error_of_its_field(string query, string data, params string[] errors) => CheckAsync(new Request(query), data, errors);

    [Fact]
    public Task Number_that_json_does_not_know_is_an_error_of_its_field() => CheckProductAsync(
        new Request("{ a: infinite hello infinites }"), """{"a":null,"hello":"world","infinites":[1,null,null]}""",
        """["a"] INTERNAL""", """["infinites",1] INTERNAL""", """["infinites",2] INTERNAL""");
}
