using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Backend.GraphQL;
using Backend.Host;
using Backend.Platform.Errors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.IntegrationTests.Introspection;

/// <summary>The schema is shown to whom the operator says, by whatever way it is asked for.</summary>
public sealed class IntrospectionTests
{
    public static TheoryData<string> Questions =>
    [
        "{ __schema { queryType { name } } }",
        "{ __type(name: \"User\") { name } }",
        "{ harmless: __schema { types { name } } }",
        "query A { ...F } fragment F on Query { __type(name: \"User\") { fields { name } } }",
        "{ ... on Query { ... { __schema { types { name } } } } }",
        "{ __typename __schema @include(if: false) { types { name } } }",
        "{ nothing __schema { nothing } }",
    ];

    [Fact]
    public async Task Strangers_are_refused_and_who_is_signed_in_is_not()
    {
        await using var server = new Configured("SignedIn");
        await server.InitializeAsync();
        using var ada = server.Client();
        using var stranger = server.Client(person: null, workspace: null);
        foreach (string question in Questions)
            Assert.Equal("UNAUTHENTICATED", await stranger.FailAsync(question));
        Assert.Equal("Query", (await ada.QueryAsync("{ __schema { queryType { name } } }")).Text("__schema.queryType.name"));
        Assert.Equal("Query", (await stranger.QueryAsync("{ __typename }")).Text("__typename"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await SdlAsync(stranger)).Status);
        Assert.Contains("type Query", (await SdlAsync(ada)).Text, StringComparison.Ordinal);
        // Nor is what validation says a way to the names.
        Assert.Equal("Cannot query field 'viewr' on type 'Query'.", (await stranger.SendAsync("{ viewr { id } }")).Text("errors.0.message"));
        Assert.Contains("Did you mean", (await ada.SendAsync("{ viewr { id } }")).Text("errors.0.message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Off_is_off_for_everybody_over_every_transport()
    {
        await using var server = new Configured("Off");
        await server.InitializeAsync();
        using var ada = server.Client();
        foreach (string question in Questions)
            Assert.Equal("INTROSPECTION_DISABLED", await ada.FailAsync(question));
        Assert.Equal("INTROSPECTION_DISABLED", (await ada.SendAsync("{ __schema { types { name } } }", operationName: null)).Text("errors.0.extensions.code"));
        Assert.Equal((HttpStatusCode.Forbidden, "INTROSPECTION_DISABLED"), await CodeAsync(ada));
        Assert.Equal("User", (await ada.QueryAsync("{ viewer { __typename } }")).Text("viewer.__typename"));

        using var byGet = await ada.Http.GetAsync(new Uri("/graphql?query={__schema{types{name}}}", UriKind.Relative));
        Assert.Contains("INTROSPECTION_DISABLED", await byGet.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var batch = await ada.Http.PostAsJsonAsync("/graphql", new[] { new { query = "{ __typename }" }, new { query = "{ __schema { types { name } } }" } });
        Assert.Equal("INTROSPECTION_DISABLED", JsonSerializer.Deserialize<JsonElement>(await batch.Content.ReadAsStringAsync()).Text("1.errors.0.extensions.code"));
        using var events = await EventReader.GetAsync(server.Client(), "{ __schema { types { name } } }");
        Assert.Equal("INTROSPECTION_DISABLED", (await events.NextAsync()).Text("errors.0.extensions.code"));
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", "{ __schema { types { name } } }");
        Assert.Contains("INTROSPECTION_DISABLED", (await socket.ReceiveAsync()).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", null, IntrospectionAccess.Everyone)]
    [InlineData("Production", null, IntrospectionAccess.SignedIn)]
    [InlineData("Production", "everyone", IntrospectionAccess.Everyone)]
    [InlineData("Development", "Off", IntrospectionAccess.Off)]
    public async Task Default_is_everyone_in_development_and_who_is_signed_in_otherwise(string environment, string? setting, IntrospectionAccess access)
    {
        await using var app = BackendApplication.Create(
            [$"--environment={environment}", "--Backend:Auth:Issuers:0:Authority=https://issuer.example.org", "--Backend:Auth:Issuers:0:Audience=backend", $"--Backend:GraphQL:Introspection={setting}"]);
        Assert.Equal(access, app.Services.GetRequiredService<IOptions<IntrospectionOptions>>().Value.Access);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("7")]
    public void Setting_that_means_nothing_is_named_with_its_key(string setting)
    {
        var failure = Assert.Throws<ConfigurationException>(() => BackendApplication.Create(["--environment=Development", $"--Backend:GraphQL:Introspection={setting}"]));
        Assert.Contains($"Backend__GraphQL__Introspection is '{setting}'", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Text)> SdlAsync(GraphQLClient client)
    {
        using var answer = await client.Http.GetAsync(new Uri("/graphql/schema.graphql", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<(HttpStatusCode Status, string Code)> CodeAsync(GraphQLClient client)
    {
        var (status, text) = await SdlAsync(client);
        return (status, JsonSerializer.Deserialize<JsonElement>(text).Text("errors.0.extensions.code"));
    }

    private sealed class Configured(string access) : BackendServer($"Backend:GraphQL:Introspection={access}"), IAsyncDisposable
    {
        async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();
    }
}
