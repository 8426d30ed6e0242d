using Backend.ConformanceTests.Referee;

namespace Backend.ConformanceTests.Rules;

/// <summary>6.1.2 Coercing Variable Values.</summary>
public sealed class VariableRules : RuleTests
{
    private const string None =
        "whole=null real=null text=null truth=null id=null shade=null time=null day=null position=null link=null address=null reference=null ";

    [Theory]
    [InlineData("Int", "whole", "2147483647", "2147483647:Int32")]
    [InlineData("Int", "whole", "-2147483648", "-2147483648:Int32")]
    [InlineData("Float", "real", "1", "1:Double")]
    [InlineData("Float", "real", "-1.5e3", "-1500:Double")]
    [InlineData("String", "text", "\"\\u00e9\"", "'é'")]
    [InlineData("String", "text", "\"\"", "''")]
    [InlineData("Boolean", "truth", "false", "False")]
    [InlineData("ID", "id", "\"x\"", "'x'")]
    [InlineData("ID", "id", "7", "'7'")]
    [InlineData("Shade", "shade", "\"HALF_TONE\"", "HalfTone:Shade")]
    [InlineData("Date", "day", "\"2026-02-28\"", "02/28/2026:DateOnly")]
    [InlineData("SyncId", "position", "9223372036854775807", "{Value=9223372036854775807:Int64,}")]
    [InlineData("URL", "link", "\"http://a.b/\"", "http://a.b/:Uri")]
    public Task Value_of_its_type_is_taken(string type, string argument, string value, string received) => CheckAsync(
        new Request($"query($v: {type}) {{ scalars({argument}: $v) }}", null, $"{{\"v\":{value}}}"),
        $$"""{"scalars":"{{None.Replace($"{argument}=null", $"{argument}={received}", StringComparison.Ordinal)}}"}""");

    [Theory]
    [InlineData("Int", "whole", "2147483648")]
    [InlineData("Int", "whole", "1.5")]
    [InlineData("Int", "whole", "\"1\"")]
    [InlineData("Int", "whole", "true")]
    [InlineData("Int", "whole", "[1]")]
    [InlineData("Int", "whole", "{}")]
    [InlineData("Float", "real", "\"1\"")]
    [InlineData("Float", "real", "true")]
    [InlineData("String", "text", "1")]
    [InlineData("String", "text", "true")]
    [InlineData("String", "text", "[\"a\"]")]
    [InlineData("Boolean", "truth", "1")]
    [InlineData("Boolean", "truth", "\"true\"")]
    [InlineData("ID", "id", "1.5")]
    [InlineData("ID", "id", "true")]
    [InlineData("Shade", "shade", "\"half_tone\"")]
    [InlineData("Shade", "shade", "\"NONE\"")]
    [InlineData("Shade", "shade", "1")]
    [InlineData("Date", "day", "\"2026-02-30\"")]
    [InlineData("Date", "day", "20260228")]
    [InlineData("DateTime", "time", "\"2026-02-28T12:00:00\"")]
    [InlineData("SyncId", "position", "-1")]
    [InlineData("SyncId", "position", "\"1\"")]
    [InlineData("URL", "link", "\"ftp://a.b/\"")]
    [InlineData("EmailAddress", "address", "\"a\"")]
    public Task Value_of_another_type_is_refused(string type, string argument, string value) => CheckAsync(
        new Request($"query($v: {type}) {{ scalars({argument}: $v) }}", null, $"{{\"v\":{value}}}"), NoData, "- BAD_USER_INPUT");

    [Theory]
    [InlineData("Int!", "{}")]
    [InlineData("Int!", """{"v":null}""")]
    [InlineData("Int!", """{"w":1}""")]
    public Task Missing_value_of_non_null_variable_is_refused(string type, string variables) =>
        CheckAsync(new Request($"query($v: {type}) {{ item(number: $v) {{ number }} }}", null, variables), NoData, "- BAD_USER_INPUT");

    [Theory]
    [InlineData("Int! = 3", "{}", 3)]
    [InlineData("Int! = 3", """{"v":4}""", 4)]
    [InlineData("Int = 3", "{}", 3)]
    [InlineData("Int = 3", """{"v":4}""", 4)]
    [InlineData("Int = 3", """{"v":5,"unknown":6}""", 5)]
    public Task Default_of_variable_stands_in_where_it_is_left_out(string definition, string variables, int number) => CheckAsync(
        new Request($"query($v: {definition}) {{ item(number: $v) {{ number }} }}", null, variables), $$$"""{"item":{"number":{{{number}}}}}""");

    [Fact]
    public Task Null_is_not_replaced_by_the_default_of_the_variable() => CheckAsync(
        new Request("query($v: Int = 3) { maybeItem(number: $v) { number } }", null, """{"v":null}"""), """{"maybeItem":null}""");

    [Theory]
    [InlineData("[Int]", "plain", "[1,null]", "[1:Int32,null,]")]
    [InlineData("[Int]", "plain", "[]", "[]")]
    [InlineData("[Int]", "plain", "7", "[7:Int32,]")]
    [InlineData("[Int]", "plain", "null", "null")]
    [InlineData("[Int!]", "strict", "7", "[7:Int32,]")]
    [InlineData("[[Int]]", "matrix", "[[1],[2,3]]", "[[1:Int32,],[2:Int32,3:Int32,],]")]
    [InlineData("[[Int]]", "matrix", "[null,[null]]", "[null,[null,],]")]
    [InlineData("[Shade!]", "shades", "\"DARK\"", "[Dark:Shade,]")]
    public Task List_is_taken_and_single_value_is_a_list_of_one(string type, string argument, string value, string received) => CheckAsync(
        new Request($"query($v: {type}) {{ lists({argument}: $v) }}", null, $"{{\"v\":{value}}}"),
        $$"""{"lists":"{{"plain=null strict=null matrix=null texts=null shades=null ".Replace($"{argument}=null", $"{argument}={received}", StringComparison.Ordinal)}}"}""");

    [Theory]
    [InlineData("[Int!]", "strict", "[1,null]")]
    [InlineData("[Int]", "plain", "[\"1\"]")]
    [InlineData("[Int]", "plain", "\"1\"")]
    [InlineData("[Shade!]", "shades", "[\"DARK\",\"NONE\"]")]
    public Task List_with_a_wrong_item_is_refused(string type, string argument, string value) => CheckAsync(
        new Request($"query($v: {type}) {{ lists({argument}: $v) }}", null, $"{{\"v\":{value}}}"), NoData, "- BAD_USER_INPUT");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"whole":null}""")]
    [InlineData("""{"whole":1,"unknown":2}""")]
    [InlineData("""{"whole":"1"}""")]
    [InlineData("""{"whole":1,"withDefault":null}""")]
    [InlineData("""{"whole":1,"nested":{}}""")]
    [InlineData("""{"whole":1,"choices":[{}]}""")]
    [InlineData("1")]
    [InlineData("[[]]")]
    [InlineData("\"{}\"")]
    public Task Input_object_that_does_not_fit_is_refused(string value) => CheckAsync(
        new Request("query($v: EveryInput) { every(input: $v) }", null, $"{{\"v\":{value}}}"), NoData, "- BAD_USER_INPUT");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"whole":1,"text":"a"}""")]
    [InlineData("""{"whole":null}""")]
    [InlineData("""{"whole":1,"text":null}""")]
    [InlineData("""{"unknown":1}""")]
    [InlineData("1")]
    public Task One_of_takes_exactly_one_field_that_is_not_null(string value) => CheckAsync(
        new Request("query($v: ChoiceInput) { choice(choice: $v) }", null, $"{{\"v\":{value}}}"), NoData, "- BAD_USER_INPUT");

    [Theory]
    [InlineData("""{"whole":1}""", "{Whole=1:Int32,Text=null,Shade=null,List=null,Every=null,}")]
    [InlineData("""{"list":[null]}""", "{Whole=null,Text=null,Shade=null,List=[null,],Every=null,}")]
    [InlineData("null", "null")]
    public Task One_of_with_one_field_is_taken(string value, string received) => CheckAsync(
        new Request("query($v: ChoiceInput) { choice(choice: $v) }", null, $"{{\"v\":{value}}}"), $$"""{"choice":"choice={{received}} more=null "}""");

    [Fact]
    public Task Null_in_the_one_field_of_a_choice_is_refused() => CheckAsync(
        new Request("query($v: Int = 3) { choice(choice: { whole: $v }) }", null, """{"v":null}"""), NoData, "- GRAPHQL_VALIDATION_FAILED");

    // The referee looks at the arguments of what is left out as well; by 6.4.1 they are coerced when the field is executed.
    [Fact]
    public Task Arguments_of_a_field_that_is_left_out_are_not_looked_at() => CheckProductAsync(
        new Request("query($v: Int = 3) { choice(choice: { whole: $v }) @include(if: false) }", null, """{"v":null}"""), "{}");
}
