using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests;

[Collection(ServerCollection.Name)]
public sealed class SchemaTests(BackendServer server)
{
    [Fact]
    public async Task Served_schema_is_the_checked_in_contract()
    {
        using var client = server.Client(person: null, workspace: null);
        var served = await client.Http.GetStringAsync("/graphql/schema.graphql");
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(SharedFiles.Repository, "schema/schema.graphql")), served);
    }

    [Fact]
    public void Migrations_hold_the_whole_model()
    {
        using var scope = server.Services.CreateScope();
        Assert.False(scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Change_feed_of_every_workspace_has_no_gap()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var events = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Set<Backend.Platform.Events.PlatformEvent>();
        var feeds = await events.GroupBy(change => change.WorkspaceId)
            .Select(feed => new { First = feed.Min(change => change.Sequence), Last = feed.Max(change => change.Sequence), Count = feed.Count() })
            .ToListAsync();
        Assert.NotEmpty(feeds);
        Assert.All(feeds, feed => Assert.Equal((1, feed.Last), (feed.First, (long)feed.Count)));
    }
}
