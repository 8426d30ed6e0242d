using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Modules.Tracking.States;
using Backend.Modules.Workspaces.Teams;
using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform.Caching;
using Backend.Platform.Persistence;

namespace Backend.UnitTests.Platform.Caching;

/// <summary>What is kept in Redis comes back as it was.</summary>
public sealed class CachedJsonTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero);
    private static readonly CachedJson Json = new();

    [Fact]
    public void Entities_come_back_with_all_that_their_rows_have()
    {
        var workspace = Workspace.Create("acme", "Acme", Now);
        var state = WorkflowState.Create(workspace.Id, Guid.CreateVersion7(Now), "Doing", StateCategory.Started, 3, "#123456", Now);
        (state.SyncId, state.Version, state.UpdatedAt) = (new SyncId(42), 7, Now.AddDays(1));

        var states = Json.Deserialize<EntitySet<WorkflowState>>(Json.Serialize(new EntitySet<WorkflowState>([state])))!;
        AssertSame(state, states.Find([state.Id], found => found).Single().Value);
        AssertSame(workspace, Json.Deserialize<Workspace>(Json.Serialize(workspace))!);
        var team = Team.Create(workspace.Id, new TeamCreateInput { Key = "ENG", Name = "Engineering" }, Now);
        AssertSame(team, Json.Deserialize<EntitySet<Team>>(Json.Serialize(new EntitySet<Team>([team])))!.Rows.Single());
    }

    [Fact]
    public void Entity_that_comes_back_has_raised_nothing()
    {
        var workspace = Workspace.Create("acme", "Acme", Now);
        Assert.NotEmpty(workspace.Raised);
        Assert.Empty(Json.Deserialize<Workspace>(Json.Serialize(workspace))!.Raised);
    }

    [Fact]
    public void Shape_tells_apart_what_has_other_members()
    {
        Assert.Equal(CachedJson.ShapeOf(typeof(EntitySet<Team>)), CachedJson.ShapeOf(typeof(EntitySet<Team>)));
        Assert.NotEqual(CachedJson.ShapeOf(typeof(EntitySet<Team>)), CachedJson.ShapeOf(typeof(EntitySet<WorkflowState>)));
        Assert.NotEqual(CachedJson.ShapeOf(typeof(One)), CachedJson.ShapeOf(typeof(Two)));
    }

    private static void AssertSame<TEntity>(TEntity expected, TEntity actual)
        where TEntity : WorkspaceEntity
    {
        var properties = typeof(TEntity).GetProperties().Where(property => property.GetIndexParameters().Length == 0).ToArray();
        Assert.Contains(properties, property => property.Name == nameof(WorkspaceEntity.CreatedAt));
        Assert.All(properties, property => Assert.Equal(property.GetValue(expected), property.GetValue(actual)));
    }

    private sealed record One(string Name);

    private sealed record Two(string Name, int Age);
}
