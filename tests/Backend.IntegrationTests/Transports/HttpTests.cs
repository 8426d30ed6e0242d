using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Backend.IntegrationTests;

/// <summary>GraphQL over HTTP beyond what the public audits look at.</summary>
[Collection(ServerCollection.Name)]
public sealed class HttpTests(BackendServer server)
{
    private const string Json = "application/json";
    private const string Response = "application/graphql-response+json";

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/*", Json)]
    [InlineData("application/json", Json)]
    [InlineData(Response, Response)]
    [InlineData("application/json, application/graphql-response+json", Json)]
    [InlineData("application/graphql-response+json, application/json", Response)]
    [InlineData("application/json;q=0.5, application/graphql-response+json;q=0.9", Response)]
    [InlineData("application/json;q=0.9, application/graphql-response+json;q=0.5", Json)]
    [InlineData("*/*, application/graphql-response+json", Response)]
    [InlineData("application/json;q=0, */*", Response)]
    [InlineData("APPLICATION/JSON; charset=UTF-8", Json)]
    [InlineData("multipart/mixed, application/json", Json)]
    [InlineData("multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json", Response)]
    [InlineData("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", Response)]
    [InlineData("text/event-stream, application/json;q=0.9", "text/event-stream")]
    public async Task Accept_is_answered_with_what_is_wanted_most(string? accept, string mediaType)
    {
        using var response = await PostAsync("{\"query\":\"{ __typename }\"}", accept);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("multipart/mixed")]
    [InlineData("application/json;q=0")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task Accept_of_nothing_that_can_be_given_is_refused(string accept)
    {
        using var response = await PostAsync("{\"query\":\"{ __typename }\"}", accept);
        await RefusedAsync(response, HttpStatusCode.NotAcceptable, "NOT_ACCEPTABLE");
    }

    [Theory]
    [InlineData("application/graphql")]
    [InlineData("application/graphql+json")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("")]
    public async Task Body_of_another_type_is_refused(string type)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes("{\"query\":\"{ __typename }\"}"), type: type);
        await RefusedAsync(response, HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
    }

    [Fact]
    public async Task Compressed_body_is_refused()
    {
        using var response = await PostAsync([31, 139, 8], encoding: "gzip");
        await RefusedAsync(response, HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
    }

    public static TheoryData<string, byte[]> BadBodies => new()
    {
        { "bytes that are no UTF-8", [.. "{\"query\":\"{ __typename } #"u8, 0xC3, 0x28, .. "\"}"u8] },
        { "UTF-16", Encoding.Unicode.GetBytes("{\"query\":\"{ __typename }\"}") },
        { "half a surrogate pair", Encoding.UTF8.GetBytes("{\"query\":\"{ __typename } #\\ud800\"}") },
        { "half a surrogate pair in a variable", Encoding.UTF8.GetBytes("{\"query\":\"{ __typename }\",\"variables\":{\"a\":\"\\uDC00\"}}") },
        { "half a surrogate pair in a name", Encoding.UTF8.GetBytes("{\"query\":\"{ __typename }\",\"variables\":{\"\\uDbff\":1}}") },
        { "a member twice", Encoding.UTF8.GetBytes("{\"query\":\"{ __typename }\",\"query\":\"{ viewer { name } }\"}") },
        { "a variable twice", Encoding.UTF8.GetBytes("{\"query\":\"{ __typename }\",\"variables\":{\"a\":1,\"\\u0061\":2}}") },
        { "lists in lists", Encoding.UTF8.GetBytes($"{{\"query\":\"{{ __typename }}\",\"variables\":{{\"a\":{new string('[', 100_000)}{new string(']', 100_000)}}}}}") },
        { "objects in objects", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 200_000))) },
        { "two documents", Encoding.UTF8.GetBytes("{\"query\":\"{ __typename }\"}{}") },
        { "extensions that are a list", Encoding.UTF8.GetBytes("{\"query\":\"{ __typename }\",\"extensions\":[]}") },
        { "nothing", [] },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Body_that_is_no_request_is_refused(string what, byte[] body)
    {
        using var response = await PostAsync(body);
        Assert.True(HttpStatusCode.BadRequest == response.StatusCode, what);
        await RefusedAsync(response, HttpStatusCode.BadRequest, "BAD_REQUEST");
    }

    [Fact]
    public async Task Whole_surrogate_pair_is_a_character()
    {
        using var response = await PostAsync("{\"query\":\"{ __typename } # \\ud83d\\ude00\"}");
        Assert.Equal("Query", (await ReadAsync(response)).Text("data.__typename"));
    }

    [Theory]
    [InlineData("{\"query\":\"query($v: [String!]) { __typename }\",\"variables\":{\"v\":", "VARIABLES_TOO_LARGE")]
    [InlineData("{\"query\":\"{ __typename }\",\"extensions\":{\"v\":", null)]
    public async Task Megabyte_of_small_values_is_refused_where_it_would_be_read(string start, string? code)
    {
        using var response = await PostAsync($"{start}[{string.Join(',', Enumerable.Repeat("\"x\"", 250_000))}]}}}}");
        if (code is null)
            Assert.Equal("Query", (await ReadAsync(response)).Text("data.__typename"));
        else
            await RefusedAsync(response, HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("{", 1_000_000)]
    [InlineData("a ", 500_000)]
    [InlineData("# ", 500_000)]
    [InlineData("\\u0000", 300_000)]
    public async Task Megabyte_document_is_refused(string part, int count)
    {
        using var response = await PostAsync($"{{\"query\":\"{string.Concat(Enumerable.Repeat(part, count))}\"}}", Response);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await ReadAsync(response)).At("errors").GetArrayLength() is > 0 and < 10);
    }

    [Theory]
    [InlineData("?query={__typename}&query={viewer{name}}")]
    [InlineData("?query={__typename}&variables={}&variables={}")]
    [InlineData("?query={__typename}&operationName=a&operationName=b")]
    [InlineData("?query={__typename}&variables=[1]")]
    [InlineData("?query={__typename}&variables={\"a\":1,\"a\":2}")]
    [InlineData("?query={__typename}&variables={")]
    [InlineData("?query={__typename}&variables=%7B%22a%22:%22%FF%22")]
    [InlineData("?operationName=a")]
    [InlineData("?query=")]
    public async Task Get_with_parameters_that_are_no_request_is_refused(string query)
    {
        using var client = server.Client();
        using var response = await client.Http.GetAsync(new Uri("/graphql" + query, UriKind.Relative));
        await RefusedAsync(response, HttpStatusCode.BadRequest, "BAD_REQUEST");
    }

    [Fact]
    public async Task Get_takes_variables_and_an_empty_operation_name()
    {
        using var client = server.Client();
        using var response = await client.Http.GetAsync(new Uri(
            "/graphql?query=query($key:ID!){team(id:$key){key}}&variables={\"key\":\"ENG\"}&operationName=", UriKind.Relative));
        Assert.Equal("ENG", (await ReadAsync(response)).Text("data.team.key"));
    }

    [Fact]
    public async Task Get_that_is_too_long_is_refused()
    {
        using var client = server.Client();
        using var response = await client.Http.GetAsync(new Uri("/graphql?query={__typename}%23" + new string('x', 17_000), UriKind.Relative));
        await RefusedAsync(response, HttpStatusCode.RequestUriTooLong, "URI_TOO_LONG");
    }

    [Theory]
    [InlineData(Json)]
    [InlineData(Response)]
    [InlineData("text/event-stream")]
    public async Task Get_of_a_mutation_is_refused(string accept)
    {
        using var client = server.Client();
        client.Http.DefaultRequestHeaders.Accept.ParseAdd(accept);
        using var response = await client.Http.GetAsync(new Uri(
            "/graphql?query=mutation{issueArchive(input:{id:\"ENG-1\"}){syncId}}", UriKind.Relative));
        await RefusedAsync(response, HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Head_is_get_without_the_body()
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/graphql?query={__typename}");
        using var response = await client.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"data":{"__typename":"Query"}}""".Length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Options_says_what_there_is_and_lets_no_other_site_in()
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/graphql");
        request.Headers.Add("Origin", "https://elsewhere.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var response = await client.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST", "OPTIONS"], response.Content.Headers.Allow);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_method_is_refused(string method)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/graphql?query={__typename}");
        using var response = await client.Http.SendAsync(request);
        await RefusedAsync(response, HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
    }

    [Fact]
    public async Task Post_reads_its_body_alone()
    {
        using var client = server.Client();
        using var content = new StringContent("{\"query\":\"{ __typename }\"}", Encoding.UTF8, Json);
        using var response = await client.Http.PostAsync(new Uri("/graphql?query={nothing}&operationName=Elsewhere", UriKind.Relative), content);
        Assert.Equal("Query", (await ReadAsync(response)).Text("data.__typename"));
    }

    [Theory]
    [InlineData(Json)]
    [InlineData(Response)]
    public async Task Subscription_is_refused_to_who_does_not_accept_events(string accept)
    {
        using var response = await PostAsync("{\"query\":\"subscription { issueChanged { syncId } }\"}", accept);
        await RefusedAsync(response, HttpStatusCode.NotAcceptable, "NOT_ACCEPTABLE");
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string? accept = null) =>
        await PostAsync(Encoding.UTF8.GetBytes(body), accept);

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string? accept = null, string type = Json, string? encoding = null)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) };
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        if (type.Length > 0)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);
        return await client.Http.SendAsync(request, HttpCompletionOption.ResponseContentRead);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync());

    private static async Task RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, (await ReadAsync(response)).Text("errors.0.extensions.code"));
    }
}
