using Backend.Modules.Tracking.Upkeep;
using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform.Jobs;
using Backend.Platform.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Upkeep;

/// <summary>What is registered as recurring work, and how it goes through the workspaces.</summary>
public sealed class UpkeepWorkTests(UpkeepServer server) : IClassFixture<UpkeepServer>
{
    [Fact]
    public async Task Recurring_work_of_the_modules_runs_as_the_scheduler_runs_it()
    {
        var definitions = server.Services.GetServices<RecurringDefinition>().ToArray();
        Type[] expected = [typeof(UpkeepWork<AutoArchive>), typeof(UpkeepWork<TrashPurge>), typeof(UpkeepWork<DueReminders>), typeof(WorkspaceDeletionWork), typeof(RetentionWork)];
        Assert.Subset(definitions.Select(definition => definition.WorkClass).ToHashSet(), expected.ToHashSet());
        foreach (var definition in definitions)
            await server.Services.GetRequiredService<RecurringRunner>().RunAsync(definition.Name, CancellationToken.None);
    }

    [Fact]
    public async Task Workspace_in_which_it_fails_does_not_keep_the_others_from_theirs()
    {
        await server.MutateAsync("workspaceCreate", new { slug = "another", name = "Another" }, "workspace { id }");
        await server.MutateAsync("workspaceCreate", new { slug = "a-third", name = "A third" }, "workspace { id }");
        await using var scope = server.Services.CreateAsyncScope();
        var error = await Assert.ThrowsAsync<AggregateException>(
            () => scope.ServiceProvider.GetRequiredService<UpkeepWork<PatchyUpkeep>>().RunAsync(CancellationToken.None));
        Assert.Equal("Not this one.", Assert.Single(error.InnerExceptions).Message);
        Assert.Equal(2, PatchyUpkeep.Done.Distinct().Count());
    }
}
