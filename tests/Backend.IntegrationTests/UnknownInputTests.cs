using System.Text.Json;

namespace Backend.IntegrationTests;

/// <summary>No input of the schema takes a field that it does not have: what is not the caller's to set cannot be slipped in.</summary>
[Collection(ServerCollection.Name)]
public sealed class UnknownInputTests(BackendServer server)
{
    private static readonly string[] Slipped = ["workspaceId", "creatorId", "role", "version", "isAdmin", "__proto__", "number"];

    [Fact]
    public async Task Every_input_of_every_mutation_refuses_fields_that_it_does_not_have()
    {
        using var client = server.Client();
        var schema = (await client.QueryAsync("""
            { __schema { mutationType { fields { name args { name type { name ofType { name } } } } }
                types { name kind inputFields { name } } } }
            """)).At("__schema");
        var inputs = schema.At("types").EnumerateArray().Where(type => type.Text("kind") == "INPUT_OBJECT")
            .ToDictionary(type => type.Text("name"), type => type.At("inputFields").EnumerateArray().Select(field => field.Text("name")).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var tried = 0;
        foreach (var mutation in schema.At("mutationType.fields").EnumerateArray())
        {
            var type = mutation.At("args.0.type.ofType").Text("name");
            foreach (var field in Slipped.Where(field => !inputs[type].Contains(field)))
            {
                var answer = await client.SendAsync(
                    $$"""mutation($input: {{type}}!) { {{mutation.Text("name")}}(input: $input) { __typename } }""",
                    new { input = new Dictionary<string, object>(StringComparer.Ordinal) { [field] = "x" } });
                Assert.Equal("BAD_USER_INPUT", answer.Text("errors.0.extensions.code"));
                Assert.False(answer.TryGetProperty("data", out var data) && data.ValueKind != JsonValueKind.Null);
                tried++;
            }
        }

        Assert.True(tried > 100);
    }
}
