using Backend.ConformanceTests.Referee;

namespace Backend.ConformanceTests.Rules;

/// <summary>6.4.1 Coercing Field Arguments.</summary>
public sealed class ArgumentRules : RuleTests
{
    private const string Optionals = "text={HasValue=False,Value=null,} whole={HasValue=False,Value=0:Int32,} list={HasValue=False,Value=null,} ";

    [Theory]
    [InlineData("defaults", "whole=7:Int32 text='seven' shade=Dark:Shade truth=True real=7.5:Double ")]
    [InlineData("defaults(whole: 1, shade: LIGHT)", "whole=1:Int32 text='seven' shade=Light:Shade truth=True real=7.5:Double ")]
    [InlineData("defaults(real: null)", "whole=7:Int32 text='seven' shade=Dark:Shade truth=True real=null ")]
    [InlineData("defaults(whole: $left)", "whole=7:Int32 text='seven' shade=Dark:Shade truth=True real=7.5:Double ")]
    [InlineData("defaults(real: $leftReal)", "whole=7:Int32 text='seven' shade=Dark:Shade truth=True real=7.5:Double ")]
    [InlineData("defaults(real: $nullReal)", "whole=7:Int32 text='seven' shade=Dark:Shade truth=True real=null ")]
    public Task Default_stands_in_where_the_argument_or_its_variable_is_left_out(string field, string received)
    {
        var definitions = string.Join(", ", new[] { "left: Int", "leftReal: Float", "nullReal: Float" }
            .Where(definition => field.EndsWith($"${definition.Split(':')[0]})", StringComparison.Ordinal)).Select(definition => $"${definition}"));
        return CheckAsync(
            new Request($"query{(definitions.Length > 0 ? $"({definitions})" : " ")} {{ defaults: {field} }}", null, """{"nullReal":null}"""),
            $$"""{"defaults":"{{received}}"}""");
    }

    [Theory]
    [InlineData("", "{}", Optionals)]
    [InlineData("(text: $text, whole: $whole)", "{}", Optionals)]
    [InlineData("(text: $text, whole: $whole)", """{"text":null,"whole":1}""", "text={HasValue=True,Value=null,} whole={HasValue=True,Value=1:Int32,} list={HasValue=False,Value=null,} ")]
    [InlineData("(text: null, list: 3)", "{}", "text={HasValue=True,Value=null,} whole={HasValue=False,Value=0:Int32,} list={HasValue=True,Value=[3:Int32,],} ")]
    public Task Null_is_told_from_left_out(string arguments, string variables, string received) => CheckAsync(
        new Request($"query{(arguments.Contains('$', StringComparison.Ordinal) ? "($text: String, $whole: Int)" : " ")} {{ optionals{arguments} }}", null, variables),
        $$"""{"optionals":"{{received}}"}""");

    [Theory]
    [InlineData("required(whole: 1, text: \"\", shade: DARK, list: 5, real: 2)", "whole=1:Int32 text='' shade=Dark:Shade list=[5:Int32,] real=2:Double ")]
    [InlineData("required(whole: 1, text: \"\"\"\n  a\n    b\n\"\"\", shade: DARK, list: [], real: 2e0)", "whole=1:Int32 text='a\\n  b' shade=Dark:Shade list=[] real=2:Double ")]
    [InlineData("every(more: {whole: 1, optionalText: null})", "input=null more=[{Whole=1:Int32,MaybeWhole=null,WithDefault=42:Int32,TextWithDefault='said \\\"so\\\"',ShadeWithDefault=HalfTone:Shade,Real=null,Truth=null,OptionalText={HasValue=True,Value=null,},OptionalWhole={HasValue=False,Value=0:Int32,},Time=null,Day=null,DayOrDuration=null,TimeOrDuration=null,Position=null,Link=null,Address=null,Reference=null,Wholes=null,Shades=null,Nested=null,Choices=null,},] ")]
    public Task Literals_are_coerced(string field, string received) =>
        CheckAsync(new Request($"{{ field: {field} }}"), $$"""{"field":"{{received}}"}""");

    [Theory]
    [InlineData("item(number: 2147483648) { number }")]
    [InlineData("item(number: 1.0) { number }")]
    [InlineData("item(number: \"1\") { number }")]
    [InlineData("item(number: null) { number }")]
    [InlineData("numbered { number }")]
    [InlineData("scalars(text: 1)")]
    [InlineData("scalars(truth: 1)")]
    [InlineData("scalars(shade: \"DARK\")")]
    [InlineData("scalars(shade: NONE)")]
    [InlineData("scalars(day: \"2026-02-30\")")]
    [InlineData("lists(strict: [null])")]
    [InlineData("every(input: {})")]
    [InlineData("every(input: {whole: 1, nothing: 2})")]
    [InlineData("every(input: {whole: 1, withDefault: null})")]
    [InlineData("choice(choice: {})")]
    [InlineData("choice(choice: {whole: 1, text: \"a\"})")]
    [InlineData("choice(choice: {whole: null})")]
    public Task Literal_that_does_not_fit_is_refused(string field) => CheckAsync(new Request($"{{ {field} }}"), NoData, "- GRAPHQL_VALIDATION_FAILED");

    [Theory]
    [InlineData("query($v: Int) { item(number: $v) { number } }")]
    [InlineData("query($v: Int = 2) { item(number: $v) { number } }")]
    [InlineData("query($v: Int = 2) { numbered(number: $v) { number } }")]
    public Task Null_from_a_variable_where_it_must_not_be_is_refused(string query) =>
        CheckAsync(new Request(query, null, """{"v":null}"""), NoData, "- BAD_USER_INPUT");

    [Theory]
    [InlineData("query($v: Int) { numbered(number: $v) { number } }")]
    [InlineData("query($v: String) { item(number: $v) { number } }")]
    [InlineData("query($v: Int) { hello }")]
    [InlineData("query { item(number: $v) { number } }")]
    public Task Variable_in_a_place_that_it_does_not_fit_is_refused(string query) =>
        CheckAsync(new Request(query, null, """{"v":null}"""), NoData, "- GRAPHQL_VALIDATION_FAILED");

    // GraphQL.NET's own rule takes all wrapped types for equal, and forgets them inside of lists.
    [Theory]
    [InlineData("query($v: String!) { item(number: $v) { number } }", "\"x\"")]
    [InlineData("query($v: [String]) { lists(plain: $v) }", "[\"x\"]")]
    [InlineData("query($v: [Int]) { lists(strict: $v) }", "[null]")]
    [InlineData("query($v: Int) { lists(strict: [$v]) }", "null")]
    [InlineData("query($v: [Int]) { lists(plain: [$v]) }", "[1]")]
    [InlineData("query($v: Int = null) { numbered(number: $v) { number } }", "1")]
    [InlineData("query($v: Int) { choice(choice: {whole: $v}) }", "1")]
    [InlineData("query($v: Int) { every(input: {whole: $v}) }", "1")]
    [InlineData("query($v: String) { every(input: {whole: 1, maybeWhole: $v}) }", "null")]
    [InlineData("query($v: Int!) { hello @skip(if: $v) }", "1")]
    [InlineData("query($v: Boolean) { hello @skip(if: $v) }", "true")]
    [InlineData("query($v: Int!) { ...F } fragment F on Query { item { arguments(suffix: $v) } }", "1")]
    public Task Variable_in_a_place_of_another_type_is_refused_whatever_its_value(string query, string value) =>
        CheckAsync(new Request(query, null, $"{{\"v\":{value}}}"), NoData, "- GRAPHQL_VALIDATION_FAILED");

    [Theory]
    [InlineData("query($v: [Int]) { lists(matrix: [$v, [2]]) }", "[1]", """{"lists":"plain=null strict=null matrix=[[1:Int32,],[2:Int32,],] texts=null shades=null "}""")]
    [InlineData("query($v: [Int!]!) { lists(plain: $v) }", "[1]", """{"lists":"plain=[1:Int32,] strict=null matrix=null texts=null shades=null "}""")]
    [InlineData("query($v: Boolean = false) { hello @skip(if: $v) }", "false", """{"hello":"world"}""")]
    [InlineData("query($v: Int = 2) { choice(choice: {whole: $v}) }", "1", """{"choice":"choice={Whole=1:Int32,Text=null,Shade=null,List=null,Every=null,} more=null "}""")]
    [InlineData("query($v: Int!) { choice(choice: {whole: $v}) }", "1", """{"choice":"choice={Whole=1:Int32,Text=null,Shade=null,List=null,Every=null,} more=null "}""")]
    public Task Variable_in_a_place_of_its_type_is_taken(string query, string value, string data) =>
        CheckAsync(new Request(query, null, $"{{\"v\":{value}}}"), data);

    [Fact]
    public Task Variables_inside_lists_and_objects_are_coerced() => CheckAsync(
        new Request(
            "query($a: Int, $b: Int = 4, $c: Int!) { lists(plain: [$a, $b, $c, 1]) required(whole: $c, text: \"t\", shade: LIGHT, list: [$c, 2], real: 1) }",
            null, """{"c":9}"""),
        """{"lists":"plain=[null,4:Int32,9:Int32,1:Int32,] strict=null matrix=null texts=null shades=null ","required":"whole=9:Int32 text='t' shade=Light:Shade list=[9:Int32,2:Int32,] real=1:Double "}""");
}
