using Backend.ConformanceTests.Referee;

namespace Backend.ConformanceTests.Rules;

/// <summary>6.3.2 Field Collection, and the merging of what is collected (6.4.3).</summary>
public sealed class SelectionRules : RuleTests
{
    [Theory]
    [InlineData("{ hello hello }", """{"hello":"world"}""")]
    [InlineData("{ b: hello a: hello }", """{"b":"world","a":"world"}""")]
    [InlineData("{ item { number } item { label } }", """{"item":{"number":1,"label":"plain"}}""")]
    [InlineData("{ item { number label } item { label number next } }", """{"item":{"number":1,"label":"plain","next":2}}""")]
    [InlineData("{ item { nullItem { number } } ...F } fragment F on Query { item { nullItem { label } number } }", """{"item":{"nullItem":null,"number":1}}""", """["item","nullItem"] INTERNAL""")]
    [InlineData("{ a: item { number } ... { b: hello } a: item { next } }", """{"a":{"number":1,"next":2},"b":"world"}""")]
    [InlineData("{ items(count: 2) { half { number } } items(count: 2) { half { next } } }", """{"items":[{"half":{"number":0,"next":1}},{"half":{"number":0,"next":1}}]}""")]
    [InlineData("{ item { half { number } ... { half { half { number } } } ... on Numbered { ... on Item { half { half { next } } } } } }", """{"item":{"half":{"number":0,"half":{"number":0,"next":1}}}}""")]
    public Task Fields_of_one_response_name_are_merged_in_the_order_of_the_first(string query, string data, params string[] errors) =>
        errors.Length > 0 ? CheckAsync(new Request(query), "null", errors) : CheckAsync(new Request(query), data);

    [Theory]
    [InlineData("{ hello ... @skip(if: true) { a: hello } }", """{"hello":"world"}""")]
    [InlineData("{ hello @skip(if: false) }", """{"hello":"world"}""")]
    [InlineData("{ hello @skip(if: true) }", "{}")]
    [InlineData("{ hello @include(if: false) }", "{}")]
    [InlineData("{ hello @include(if: true) }", """{"hello":"world"}""")]
    [InlineData("{ hello @include(if: true) @skip(if: true) }", "{}")]
    [InlineData("{ hello @include(if: false) @skip(if: false) }", "{}")]
    [InlineData("{ hello @include(if: true) @skip(if: false) }", """{"hello":"world"}""")]
    [InlineData("{ hello @skip(if: true) hello }", """{"hello":"world"}""")]
    [InlineData("{ item { number @skip(if: true) next } item { number } }", """{"item":{"next":2,"number":1}}""")]
    [InlineData("{ item @skip(if: true) { number } item { next } }", """{"item":{"next":2}}""")]
    [InlineData("{ ...F @skip(if: true) ...F } fragment F on Query { hello }", """{"hello":"world"}""")]
    [InlineData("{ ...F @include(if: false) } fragment F on Query { hello }", "{}")]
    [InlineData("{ item { number @skip(if: true) } }", """{"item":{}}""")]
    public Task Skip_and_include_leave_out(string query, string data) => CheckAsync(new Request(query), data);

    [Theory]
    [InlineData(true, true, """{"item":{"number":1}}""")]
    [InlineData(true, false, """{"item":{"number":1,"next":2}}""")]
    [InlineData(false, true, "{}")]
    [InlineData(false, false, "{}")]
    public Task Conditions_by_variable_hold_for_each_request(bool item, bool skip, string data) => CheckAsync(
        new Request(
            "query($item: Boolean!, $skip: Boolean = false) { item @include(if: $item) { number ...F @skip(if: $skip) } } fragment F on Item { next }",
            null, $$"""{"item":{{(item ? "true" : "false")}},"skip":{{(skip ? "true" : "false")}}}"""),
        data);

    [Fact]
    public Task Condition_left_out_takes_its_default() =>
        CheckAsync(new Request("query($v: Boolean = true) { hello @skip(if: $v) a: hello @include(if: $v) }"), """{"a":"world"}""");

    [Theory]
    [InlineData("{ things { __typename } }", """{"things":[{"__typename":"Item"},{"__typename":"Box"},{"__typename":"Note"},{"__typename":"Item"}]}""")]
    [InlineData("{ things { ... on Item { number } ... on Note { text } } }", """{"things":[{"number":1},{},{"text":"line\nfeed\r\ttab\b\f"},{"number":4}]}""")]
    [InlineData("{ things { ... on Numbered { n: number } ... on Shaded { shade } } }", """{"things":[{"n":1,"shade":"HALF_TONE"},{"n":2,"shade":"HALF_TONE"},{},{"n":4,"shade":"HALF_TONE"}]}""")]
    [InlineData("{ things { ... on Numbered { ... on Box { size } } ...F } } fragment F on Thing { ... on Note { size2: size } }", """{"things":[{},{"size":2},{"size2":3},{}]}""")]
    [InlineData("{ shaded(number: 3) { shade ... on Numbered { label } ... on Box { size } ... on Node { id } } }", """{"shaded":{"shade":"HALF_TONE","label":"box 3","size":3}}""")]
    [InlineData("{ shaded { t: __typename ... on Node { id } } }", """{"shaded":{"t":"Item","id":"item_000002000000000000000000000"}}""")]
    public Task Type_conditions_choose_by_the_object(string query, string data) =>
        CheckAsync(new Request(query), data.Replace("item_000002000000000000000000000", Backend.GraphQL.GlobalId.Format("Item", new Guid(4, 0, 0, new byte[8])), StringComparison.Ordinal));

    [Fact]
    public Task Typename_is_there_at_every_level() => CheckAsync(
        new Request("{ __typename item { __typename leaves { __typename } } __schema { __typename } }"),
        """{"__typename":"Query","item":{"__typename":"Item","leaves":{"__typename":"Leaves"}},"__schema":{"__typename":"__Schema"}}""");
}
