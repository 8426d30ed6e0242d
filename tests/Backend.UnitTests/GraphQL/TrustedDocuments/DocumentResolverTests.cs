using System.Globalization;
using System.Text.Json;
using Backend.GraphQL;
using Backend.UnitTests.GraphQL.Limits;

namespace Backend.UnitTests.GraphQL.TrustedDocuments;

public sealed class DocumentResolverTests
{
    private const string Trusted = "query Name { name }";
    private const string Other = "{ animals { name } }";

    [Theory]
    [InlineData("sha256:")]
    [InlineData("")]
    public async Task Trusted_document_runs_by_its_id(string prefix)
    {
        using var engine = new LimitedEngine(documents: null, trusted: Trusted);
        Assert.Null(Code(await RunAsync(engine, null, id: prefix + TrustedDocument.HashOf(Trusted))));
        Assert.Equal(ErrorCodes.PersistedQueryNotFound, Code(await RunAsync(engine, null, id: prefix + TrustedDocument.HashOf(Other))));
        Assert.Equal(ErrorCodes.PersistedQueryNotFound, Code(await RunAsync(engine, null, id: "../../etc")));
    }

    [Theory]
    [InlineData(TrustedDocumentsMode.Off, Other, null)]
    [InlineData(TrustedDocumentsMode.Allow, Other, null)]
    [InlineData(TrustedDocumentsMode.Only, Other, ErrorCodes.TrustedDocumentRequired)]
    [InlineData(TrustedDocumentsMode.Only, "query Name { name }  ", ErrorCodes.TrustedDocumentRequired)]
    [InlineData(TrustedDocumentsMode.Only, "{ __schema { types { name } } }", ErrorCodes.TrustedDocumentRequired)]
    [InlineData(TrustedDocumentsMode.Only, Trusted, null)]
    public async Task Text_runs_by_the_mode(TrustedDocumentsMode mode, string text, string? code)
    {
        using var engine = new LimitedEngine(null, new TrustedDocumentsOptions { Mode = mode }, Trusted);
        Assert.Equal(code, Code(await RunAsync(engine, text)));
    }

    [Theory]
    [InlineData(TrustedDocumentsMode.Off, ErrorCodes.PersistedQueryNotSupported)]
    [InlineData(TrustedDocumentsMode.Allow, null)]
    [InlineData(TrustedDocumentsMode.Only, null)]
    public async Task Id_is_known_by_the_mode(TrustedDocumentsMode mode, string? code)
    {
        using var engine = new LimitedEngine(null, new TrustedDocumentsOptions { Mode = mode }, Trusted);
        Assert.Equal(code, Code(await RunAsync(engine, null, id: "sha256:" + TrustedDocument.HashOf(Trusted))));
    }

    [Fact]
    public async Task Automatic_persisted_query_is_asked_for_once_and_then_known()
    {
        using var engine = new LimitedEngine();
        var hash = TrustedDocument.HashOf(Other);
        var first = await RunAsync(engine, null, hash: hash);
        Assert.Equal("""{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}}]}""", first.GetRawText());
        Assert.Null(Code(await RunAsync(engine, Other, hash: hash)));
        Assert.Null(Code(await RunAsync(engine, null, hash: hash)));
        Assert.Null(Code(await RunAsync(engine, null, hash: hash.ToUpperInvariant())));
    }

    [Fact]
    public async Task Hash_of_another_text_is_refused_and_not_kept()
    {
        using var engine = new LimitedEngine(null, null, Trusted);
        var answer = await RunAsync(engine, Other, hash: TrustedDocument.HashOf("{ name }"));
        Assert.Equal((ErrorCodes.BadRequest, "provided sha does not match query"), (Code(answer), answer.GetProperty("errors")[0].GetProperty("message").GetString()));
        Assert.Equal(ErrorCodes.PersistedQueryNotFound, Code(await RunAsync(engine, null, hash: TrustedDocument.HashOf("{ name }"))));
        Assert.Equal(ErrorCodes.BadRequest, Code(await RunAsync(engine, Other, hash: TrustedDocument.HashOf(Trusted))));
    }

    [Fact]
    public async Task Trusted_document_runs_by_the_hash_of_an_automatic_query_where_only_it_may()
    {
        using var engine = new LimitedEngine(null, new TrustedDocumentsOptions { Mode = TrustedDocumentsMode.Only }, Trusted);
        Assert.Null(Code(await RunAsync(engine, null, hash: TrustedDocument.HashOf(Trusted))));
        Assert.Equal(ErrorCodes.PersistedQueryNotSupported, Code(await RunAsync(engine, null, hash: TrustedDocument.HashOf(Other))));
        Assert.Equal(ErrorCodes.TrustedDocumentRequired, Code(await RunAsync(engine, Other, hash: TrustedDocument.HashOf(Other))));
    }

    [Fact]
    public async Task Automatic_persisted_queries_can_be_switched_off()
    {
        using var engine = new LimitedEngine(null, new TrustedDocumentsOptions { AutomaticPersistedQueries = false });
        var answer = await RunAsync(engine, null, hash: TrustedDocument.HashOf(Other));
        Assert.Equal((ErrorCodes.PersistedQueryNotSupported, "PersistedQueryNotSupported"), (Code(answer), answer.GetProperty("errors")[0].GetProperty("message").GetString()));
        Assert.Null(Code(await RunAsync(engine, Other, hash: TrustedDocument.HashOf(Other))));
    }

    [Fact]
    public async Task Document_too_large_to_run_is_not_kept()
    {
        using var engine = new LimitedEngine();
        var bomb = $"{{ name }} #{new string('x', 100_000)}";
        Assert.Equal(ErrorCodes.DocumentTooLarge, Code(await RunAsync(engine, bomb, hash: TrustedDocument.HashOf(bomb))));
        Assert.Equal(ErrorCodes.PersistedQueryNotFound, Code(await RunAsync(engine, null, hash: TrustedDocument.HashOf(bomb))));
    }

    [Fact]
    public async Task Kept_documents_stay_within_a_bound()
    {
        using var engine = new LimitedEngine();
        var kept = 0;
        for (var number = 0; number < 100; number++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{{ a{number}: name }} #{new string('x', 60_000)}");
            await RunAsync(engine, text, hash: TrustedDocument.HashOf(text));
        }

        for (var number = 0; number < 100; number++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{{ a{number}: name }} #{new string('x', 60_000)}");
            kept += Code(await RunAsync(engine, null, hash: TrustedDocument.HashOf(text))) is null ? 1 : 0;
        }

        Assert.InRange(kept, 1, 66);
    }

    private static Task<JsonElement> RunAsync(LimitedEngine engine, string? text, string? id = null, string? hash = null) =>
        engine.ExecuteAsync(new OperationRequest(text, null, LimitedEngine.Read("{}")) { DocumentId = id, PersistedQueryHash = hash }, LimitedEngine.Session() with { ReportsCost = false });

    private static string? Code(JsonElement answer) => LimitedEngine.Code(answer);
}
