using System.Globalization;
using Backend.GraphQL;

namespace Backend.UnitTests.GraphQL.Limits;

/// <summary>Documents that would keep the server busy are refused with a code, and the next request is answered.</summary>
public sealed class DocumentBombTests : IDisposable
{
    private readonly LimitedEngine engine = new();

    public void Dispose() => engine.Dispose();

    public static TheoryData<string, string, string> Bombs => new()
    {
        { "1 MB of comment", $"{{ name }} #{new string('x', 1_000_000)}", ErrorCodes.DocumentTooLarge },
        { "1 MB of fields", $"{{ animals {{ {Repeat("name ", 200_000)} }} }}", ErrorCodes.DocumentTooLarge },
        { "multi-byte characters over the limit", $"{{ name }} #{new string('ä', 40_000)}", ErrorCodes.DocumentTooLarge },
        { "20,000 aliases", $"{{ animals {{ {Number("a{0}: name ", 20_000)} }} }}", ErrorCodes.DocumentTooLarge },
        { "501 aliases", $"{{ animals {{ {Number("a{0}: name ", 501)} }} }}", ErrorCodes.DocumentTooLarge },
        { "depth 1,000", $"{Repeat("{a", 1_000)}{Repeat("}", 1_000)}", ErrorCodes.DocumentTooDeep },
        { "depth 1,000 without an end", Repeat("{a", 1_000), ErrorCodes.DocumentTooDeep },
        { "lists 1,000 deep", $"{{ animals(sort: {Repeat("[", 1_000)}{Repeat("]", 1_000)}) {{ name }} }}", ErrorCodes.DocumentTooDeep },
        { "list type 1,000 deep", $"query($a: {Repeat("[", 1_000)}Int{Repeat("]", 1_000)}) {{ name }}", ErrorCodes.DocumentTooDeep },
        { "fields 21 deep", $"{{ animals {{ {Repeat("house { animals { ", 10)} name {Repeat("} }", 10)} }} }}", ErrorCodes.DocumentTooDeep },
        { "fields 22 deep by fragments", $"{{ animals {{ ...F0 }} }} {Chain(10, "house {{ animals {{ ...F{1} }} }}")}fragment F10 on Animal {{ name }}", ErrorCodes.DocumentTooDeep },
        { "100 fragments in a chain", $"{{ animals {{ ...F0 }} }} {Chain(100, "...F{1}")}fragment F100 on Animal {{ name }}", ErrorCodes.DocumentTooDeep },
        { "fragment that spreads itself", "{ animals { ...A } } fragment A on Animal { name ...A }", ErrorCodes.ValidationFailed },
        { "two fragments that spread each other", "{ animals { ...A } } fragment A on Animal { ...B } fragment B on Animal { ...A }", ErrorCodes.ValidationFailed },
        { "circle that nothing spreads", "{ name } fragment A on Animal { house { animals { ...A } } }", ErrorCodes.ValidationFailed },
        { "4,000 repeats of a field", $"{{ animals {{ {Repeat("name ", 4_000)} }} }}", ErrorCodes.DocumentTooLarge },
        { "51 repeats of a field", $"{{ animals {{ {Repeat("name ", 51)} }} }}", ErrorCodes.DocumentTooLarge },
        { "64 repeats by repeats above", $"{{ {Repeat($"animals {{ {Repeat("name ", 8)} }}", 8)} }}", ErrorCodes.DocumentTooLarge },
        { "25 doubling fragments", $"{{ animals {{ ...F0 }} }} {Chain(25, "...F{1} ...F{1}")}fragment F25 on Animal {{ name }}", ErrorCodes.DocumentTooLarge },
        { "70 doubling fragments without a field", $"{{ animals {{ ...F0 }} }} {Chain(50, "...F{1} ...F{1}")}", ErrorCodes.DocumentTooLarge },
        { "60 fragments side by side", $"{{ animals {{ {Number("...F{0} ", 60)} }} }} {Number("fragment F{0} on Animal {{ name }} ", 60)}", ErrorCodes.DocumentTooLarge },
        { "10,000 operations", Number("query A{0}{{name}}", 10_000), ErrorCodes.DocumentTooLarge },
        { "51 operations", Number("query A{0}{{name}}", 51), ErrorCodes.DocumentTooLarge },
        { "20,000 times @include", $"{{ name {Repeat("@include(if:true)", 20_000)} }}", ErrorCodes.DocumentTooLarge },
        { "11 times @include", $"{{ name {Repeat("@include(if:true)", 11)} }}", ErrorCodes.DocumentTooLarge },
        { "10,000 times a", $"{{ {Repeat("a ", 10_000)} }}", ErrorCodes.DocumentTooLarge },
        { "101 fields at the root", $"{{ {Number("a{0}: name ", 101)} }}", ErrorCodes.DocumentTooLarge },
        { "201 variables", $"query({Number("$v{0}: Int ", 201)}) {{ name }}", ErrorCodes.DocumentTooLarge },
        { "101 arguments", $"{{ animals({Repeat("loud: true ", 101)}) {{ name }} }}", ErrorCodes.DocumentTooLarge },
        { "9,000 entries of a literal list", $"{{ nodes(ids: [{Repeat("\"x\" ", 9_000)}]) {{ id }} }}", ErrorCodes.DocumentTooLarge },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Document_over_a_limit_is_refused_with_a_code(string name, string document, string code)
    {
        Assert.NotEmpty(name);
        // Twice: what is refused must not be taken for known and valid.
        Assert.Equal(code, await engine.CodeAsync(document));
        Assert.Equal(code, await engine.CodeAsync(document));
        Assert.Null(await engine.CodeAsync("{ name }"));
    }

    [Theory]
    [InlineData("{ animals { house { animals { house { animals { house { name } } } } } } }")]
    [InlineData("query A { ...F } query B { ...F } fragment F on Query { name }")]
    [InlineData("{ animals { ...F house { animals { ...F } } } } fragment F on Animal { name }")]
    [InlineData("{ animals { a: name b: name @include(if: true) } }")]
    public async Task Ordinary_document_passes(string document)
    {
        var answer = await engine.ExecuteAsync(new OperationRequest(document, document.StartsWith('q') ? "A" : null, LimitedEngine.Read("{}")));
        Assert.Null(LimitedEngine.Code(answer));
    }

    [Fact]
    public async Task Introspection_as_tools_send_it_passes()
    {
        var fields = string.Concat(Enumerable.Repeat("ofType { kind name ", 9)) + string.Concat(Enumerable.Repeat("}", 9));
        var answer = await engine.ExecuteAsync($$"""
            query IntrospectionQuery {
              __schema { queryType { name } types { ...FullType } directives { name description locations args { ...InputValue } } }
            }
            fragment FullType on __Type {
              kind name description fields(includeDeprecated: true) { name args { ...InputValue } type { ...TypeRef } isDeprecated }
              inputFields { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name } possibleTypes { ...TypeRef }
            }
            fragment InputValue on __InputValue { name type { ...TypeRef } defaultValue }
            fragment TypeRef on __Type { kind name {{fields}} }
            """);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
    }

    [Fact]
    public async Task Introspection_in_circles_is_too_dear()
    {
        using var strict = new LimitedEngine(new GraphQLLimits { OperationCost = 5_000 });
        var circles = string.Concat(Enumerable.Repeat("fields { type { ", 5)) + "name" + string.Concat(Enumerable.Repeat("} }", 5));
        Assert.Equal(ErrorCodes.CostLimitExceeded, await strict.CodeAsync($"{{ __schema {{ types {{ {circles} }} }} }}"));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(300)]
    [InlineData(1_900)]
    public async Task Many_errors_are_cut_off_with_a_note(int count)
    {
        var answer = await engine.ExecuteAsync($"{{ animals {{ {Number("nothing{0} ", count)} }} }}");
        var errors = answer.GetProperty("errors");
        Assert.Equal(11, errors.GetArrayLength());
        Assert.Contains("nothing0", errors[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("There are more errors; the first 10 are shown.", errors[10].GetProperty("message").GetString());
        Assert.Equal(ErrorCodes.ValidationFailed, errors[10].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Ten_errors_are_all_shown() =>
        Assert.Equal(10, (await engine.ExecuteAsync($"{{ animals {{ {Number("nothing{0} ", 10)} }} }}")).GetProperty("errors").GetArrayLength());

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Number(string format, int times) =>
        string.Concat(Enumerable.Range(0, times).Select(number => string.Format(CultureInfo.InvariantCulture, format, number)));

    // Fragments F0, F1, … of which each spreads the next.
    private static string Chain(int length, string selection) => string.Concat(Enumerable.Range(0, length).Select(number =>
        $"fragment F{number} on Animal {{ {string.Format(CultureInfo.InvariantCulture, selection, number, number + 1)} }} "));
}
