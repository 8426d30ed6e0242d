using Backend.Modules.Workspaces.Workspaces;

namespace Backend.UnitTests.Workspaces;

public sealed class WorkspaceOptionsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(3_650)]
    public void Validate_a_possible_grace_succeeds(int days) =>
        Assert.True(new WorkspaceOptionsValidator().Validate(null, new WorkspaceOptions { DeletionGraceDays = days }).Succeeded);

    [Theory]
    [InlineData(-1)]
    [InlineData(3_651)]
    public void Validate_another_grace_names_the_key(int days) => Assert.StartsWith(
        "Backend__Workspaces__DeletionGraceDays", new WorkspaceOptionsValidator().Validate(null, new WorkspaceOptions { DeletionGraceDays = days }).FailureMessage, StringComparison.Ordinal);
}
