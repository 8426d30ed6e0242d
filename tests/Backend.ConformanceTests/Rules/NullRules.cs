using Backend.ConformanceTests.Referee;

namespace Backend.ConformanceTests.Rules;

/// <summary>6.4.4 Handling Field Errors: how far null spreads, and what the errors' paths are.</summary>
public sealed class NullRules : RuleTests
{
    [Theory]
    [InlineData("{ item(number: 2) { number maybeFailing } }", """{"item":{"number":2,"maybeFailing":null}}""", """["item","maybeFailing"] PLANTED""")]
    [InlineData("{ item(number: 4) { number maybeFailing } }", """{"item":{"number":4,"maybeFailing":null}}""", """["item","maybeFailing"] INTERNAL""")]
    [InlineData("{ maybeItem(number: 2) { number failing } hello }", """{"maybeItem":null,"hello":"world"}""", """["maybeItem","failing"] PLANTED""")]
    [InlineData("{ maybeItem(number: 2) { failingLater } hello }", """{"maybeItem":null,"hello":"world"}""", """["maybeItem","failingLater"] PLANTED""")]
    [InlineData("{ maybeItem(number: 3) { nullText } hello }", """{"maybeItem":null,"hello":"world"}""", """["maybeItem","nullText"] INTERNAL""")]
    [InlineData("{ maybeItem(number: 1) { nullItem { number } } hello }", """{"maybeItem":null,"hello":"world"}""", """["maybeItem","nullItem"] INTERNAL""")]
    [InlineData("{ maybeItem(number: 2) { nullItemLater { number } } hello }", """{"maybeItem":null,"hello":"world"}""", """["maybeItem","nullItemLater"] INTERNAL""")]
    [InlineData("{ maybeItem(number: 6) { failingItem { nullItem { failing } } } }", """{"maybeItem":null}""", """["maybeItem","failingItem","nullItem","failing"] INTERNAL""", 7)]
    [InlineData("{ item(number: 2) { failing } hello }", "null", """["item","failing"] PLANTED""")]
    public Task Null_spreads_to_the_nearest_object_that_may_be_null(string query, string data, string error, int? other = null) =>
        other is null ? CheckAsync(new Request(query), data, error) : CheckAsync(new Request(query.Replace("number: 6", "number: 10", StringComparison.Ordinal)), data, error);

    [Theory]
    [InlineData("{ item(number: 5) { maybeItems { number } } }", """{"item":{"maybeItems":[null,{"number":7},null]}}""")]
    [InlineData("{ maybeItem(number: 5) { holes { number } } }", """{"maybeItem":null}""", """["maybeItem","holes",1] INTERNAL""")]
    [InlineData("{ item(number: 4) { maybeHoles { number } } }", """{"item":{"maybeHoles":null}}""", """["item","maybeHoles",0] INTERNAL""")]
    [InlineData("{ maybeItems(numbers: [1, 2, 3]) { number failing } }", """{"maybeItems":[{"number":1,"failing":1},null,{"number":3,"failing":3}]}""", """["maybeItems",1,"failing"] PLANTED""")]
    [InlineData("{ maybeItems(numbers: [2, 4]) { number failing } }", """{"maybeItems":[null,null]}""", """["maybeItems",0,"failing"] PLANTED""", """["maybeItems",1,"failing"] INTERNAL""")]
    [InlineData("{ items(count: 3) { failing } }", "null", """["items",2,"failing"] PLANTED""")]
    [InlineData("{ item(number: 4) { gridWithHoles { number } } }", """{"item":{"gridWithHoles":[null,null,[{"number":5}]]}}""", """["item","gridWithHoles",0,1] INTERNAL""")]
    [InlineData("{ maybeItem(number: 2) { grid { failing } } hello }", """{"maybeItem":null,"hello":"world"}""", """["maybeItem","grid",0,1,"failing"] INTERNAL""")]
    [InlineData("{ item(number: 2) { maybeGrid { number failing } } }", """{"item":{"maybeGrid":[null,[{"number":3,"failing":3},null],[]]}}""")]
    [InlineData("{ item(number: 3) { maybeGrid { number failing } } }", """{"item":{"maybeGrid":[null,[null,{"number":5,"failing":5}],[]]}}""")]
    [InlineData("{ item(number: 10) { maybeGrid { number failing } } }", """{"item":{"maybeGrid":[null,[null,null],[]]}}""", """["item","maybeGrid",1,0,"failing"] PLANTED""")]
    [InlineData("{ maybeItem(number: 1) { brokenMatrix } }", """{"maybeItem":null}""", """["maybeItem","brokenMatrix",1] INTERNAL""")]
    [InlineData("{ maybeItem(number: 2) { textHoles } }", """{"maybeItem":null}""", """["maybeItem","textHoles",1] INTERNAL""")]
    [InlineData("{ maybeItem(number: 5) { listLater { number } } }", """{"maybeItem":null}""", """["maybeItem","listLater"] INTERNAL""")]
    public Task Null_spreads_through_lists(string query, string data, params string[] errors) =>
        query.Contains("number: 10", StringComparison.Ordinal)
            ? CheckAsync(new Request(query), """{"item":{"maybeGrid":[null,[null,null],[]]}}""", errors)
            : CheckAsync(new Request(query), data, errors);

    [Theory]
    [InlineData("{ a: maybeItem(number: 2) { b: failing } }", """{"a":null}""", """["a","b"] PLANTED""")]
    [InlineData("{ a: maybeItem(number: 2) { b: maybeFailing c: maybeFailing } }", """{"a":{"b":null,"c":null}}""", """["a","b"] PLANTED""", """["a","c"] PLANTED""")]
    [InlineData("{ a: maybeItem(number: 2) { b: maybeFailing d: failing c: maybeFailing } }", """{"a":null}""", """["a","b"] PLANTED""", """["a","c"] PLANTED""", """["a","d"] PLANTED""")]
    [InlineData("{ a: maybeItem(number: 2) { ...F ...F b: failing } } fragment F on Item { b: failing }", """{"a":null}""", """["a","b"] PLANTED""")]
    [InlineData("{ a: items(from: 1, count: 2) { b: items(count: 1) { c: maybeFailing } } }", """{"a":[{"b":[{"c":null}]},{"b":[{"c":3}]}]}""", """["a",0,"b",0,"c"] PLANTED""")]
    public Task Paths_have_aliases_and_indices(string query, string data, params string[] errors) => CheckAsync(new Request(query), data, errors);

    [Theory]
    [InlineData("{ item { broken { number } } hello }", "null", """["item","broken"] PLANTED""")]
    [InlineData("{ items(count: 2) { maybeBroken { number } } }", """{"items":[{"maybeBroken":null},{"maybeBroken":null}]}""", """["items",0,"maybeBroken"] PLANTED""", """["items",1,"maybeBroken"] PLANTED""")]
    [InlineData("{ maybeItems(numbers: [2]) { failingAfter } }", """{"maybeItems":[null]}""", """["maybeItems",0,"failingAfter"] PLANTED""")]
    [InlineData("{ maybeItem(number: 10) { requiredHalf { number } } }", """{"maybeItem":null}""", """["maybeItem","requiredHalf"] INTERNAL""")]
    public Task Failure_of_a_loader_is_that_of_each_field_that_waits(string query, string data, params string[] errors) =>
        CheckAsync(new Request(query), data, errors);
}
