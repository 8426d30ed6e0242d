using System.Text.Json.Nodes;
using Backend.GraphQL;
using Backend.Modules.Integrations.HandOver;

namespace Backend.UnitTests.Integrations;

public sealed class PayloadIdsTests
{
    private static readonly Guid Id = new("01900000-0000-7000-8000-000000000001");

    [Theory]
    [InlineData("Issue", "teamId", "Team")]
    [InlineData("Issue", "assigneeId", "User")]
    [InlineData("Issue", "parentId", "Issue")]
    [InlineData("Comment", "parentId", "Comment")]
    [InlineData("Grant", "tokenId", "PersonalToken")]
    [InlineData("Grant", "roleId", "Role")]
    public void Id_is_written_as_that_of_its_type(string subject, string field, string type) =>
        Assert.Equal(GlobalId.Format(type, Id), PayloadIds.Show(subject, field, Id)!.GetValue<string>());

    [Fact]
    public void Id_of_what_a_grant_is_on_goes_by_its_kind() =>
        Assert.Equal(GlobalId.Format("Issue", Id), PayloadIds.Show("Grant", "resourceId", Id, "ISSUE")!.GetValue<string>());

    [Fact]
    public void References_alone_and_in_lists_are_written_with_the_ids_of_the_API()
    {
        var reference = new JsonObject { ["id"] = Id, ["name"] = "x" };
        Assert.Equal(GlobalId.Format("WorkflowState", Id), PayloadIds.Show("Issue", "state", reference)!["id"]!.GetValue<string>());
        Assert.Equal(GlobalId.Format("Label", Id), PayloadIds.Show("Issue", "labels", new JsonArray(reference.DeepClone()))![0]!["id"]!.GetValue<string>());
    }

    [Fact]
    public void Other_values_stay_as_they_are()
    {
        Assert.Null(PayloadIds.Show("Issue", "parentId", value: null));
        Assert.Equal(3, PayloadIds.Show("Issue", "priority", 3)!.GetValue<int>());
        Assert.Equal("Void", PayloadIds.Show("Issue", "externalId", "Void")!.GetValue<string>());
    }
}
