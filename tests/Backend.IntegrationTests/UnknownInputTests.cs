using System.Text.Json;
using Backend.IntegrationTests.Access;

namespace Backend.IntegrationTests;

/// <summary>
/// No input of the schema takes a field that it does not have: what is not the caller's to set cannot be slipped in. Each input
/// type is sent as it should be, where the schema takes it, and again with one field more.
/// </summary>
public sealed class UnknownInputTests(WalkServer server) : IClassFixture<WalkServer>
{
    private static readonly string[] Slipped =
        ["workspaceId", "creatorId", "createdAt", "role", "version", "isAdmin", "__proto__", "number", "state", "status", "syncId", "userId", "scopes", "TITLE"];

    [Fact]
    public async Task Every_input_refuses_fields_that_it_does_not_have_and_takes_the_same_without_them()
    {
        using var client = server.ClientOf(Role.Owner);
        var schema = (await client.QueryAsync(InputPlaces.Introspection)).At("__schema");
        var places = new InputPlaces(schema);
        var samples = new InputSamples(places, schema, Missing());
        var ways = places.Inputs();
        Assert.Equal(places.InputTypes.Order(StringComparer.Ordinal), ways.Keys.Order(StringComparer.Ordinal));
        foreach (var (type, place) in ways)
        {
            var known = places.FieldsOf(type).Select(field => field.Text("name")).ToHashSet(StringComparer.Ordinal);
            var valid = await CallAsync(client, samples, place, value => value);
            Assert.False(valid.ToString().Contains("BAD_USER_INPUT", StringComparison.Ordinal) && !valid.ToString().Contains("\"path\"", StringComparison.Ordinal), $"{place}: {valid}");
            foreach (var field in Slipped.Where(field => !known.Contains(field)))
            {
                var answer = await CallAsync(client, samples, place, value => new Dictionary<string, object?>((Dictionary<string, object?>)value!, StringComparer.Ordinal) { [field] = "x" });
                Assert.True(answer.Text("errors.0.extensions.code") == "BAD_USER_INPUT" && answer.Text("errors.0.message").Contains(field, StringComparison.Ordinal), $"{place} with {field}: {answer}");
                Assert.False(answer.TryGetProperty("data", out var data) && data.ValueKind != JsonValueKind.Null);
            }
        }
    }

    private static async Task<JsonElement> CallAsync(GraphQLClient client, InputSamples samples, InputPlace place, Func<object?, object?> change)
    {
        var (kind, within) = place.Owner switch
        {
            "Mutation" => ("mutation", null),
            "Subscription" => ("subscription", null),
            "Query" => ("query", null),
            _ => ("query", Backend.GraphQL.GlobalId.Format(place.Owner, Nothing)),
        };
        return await client.SendAsync(InputSamples.Document(place, kind, "{ __typename }", within), samples.Arguments(place, change));
    }

    private static readonly Guid Nothing = new("01900000-0000-7000-8000-000000000001");

    // Of nothing that there is, so that what is well-formed does nothing either.
    private static Dictionary<string, string> Missing() =>
        new[]
        {
            "Team", "Issue", "User", "WorkflowState", "Role", "Comment", "Label", "Import", "Job", "Grant", "Session", "PersonalToken", "Workspace", "WebhookEndpoint", "WebhookDelivery",
            "DeliveryAttempt", "Notification", "Reminder", "EmailDelivery",
        }
            .ToDictionary(type => type, type => Backend.GraphQL.GlobalId.Format(type, Nothing), StringComparer.Ordinal);
}
