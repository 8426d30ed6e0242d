using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Tenancy;

/// <summary>The schema distributes by workspace: what <c>docs/operations.md</c> says of it, read from the model.</summary>
[Collection(ServerCollection.Name)]
public sealed class DistributionTests(BackendServer server)
{
    /// <summary>The tables that no workspace owns, each with where it would lie in a distributed database.</summary>
    internal static readonly Dictionary<string, string> Global = new(StringComparer.Ordinal)
    {
        ["identity_users"] = "reference table: people are of the installation, and joined everywhere",
        ["identity_external_identities"] = "reference table: a sign-in is looked up before there is a workspace",
        ["identity_heard_sign_outs"] = "reference table: a provider speaks of people, not of workspaces",
        ["identity_known_networks"] = "reference table: a token is new or known at an address in whatever workspace",
        ["identity_sessions"] = "reference table: a browser is known before there is a workspace",
        ["platform_data_protection_keys"] = "reference table: all nodes share the keys",
    };

    /// <summary>Unique indexes that cannot lead with the workspace.</summary>
    private static readonly string[] AcrossWorkspaces = ["workspaces_workspaces(slug)"];

    [Fact]
    public void Every_table_has_the_workspace_in_front_of_its_key_or_is_listed_as_global()
    {
        var tables = Tables();
        Assert.Equal(Global.Keys.Order(StringComparer.Ordinal), tables.Where(type => !IsOwned(type)).Select(Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(tables.Where(IsOwned), type => Assert.Equal("workspace_id", Column(type.FindPrimaryKey()!.Properties[0])));
        Assert.All(tables, type => Assert.Matches("^[a-z]+_[a-z_]+$", Name(type)));
        Assert.Contains(tables.Where(IsOwned), type => Name(type) == "platform_events");
    }

    [Fact]
    public void Every_unique_index_of_what_a_workspace_owns_leads_with_the_workspace()
    {
        var others = Tables().Where(IsOwned)
            .SelectMany(type => type.GetIndexes().Where(index => index.IsUnique && Column(index.Properties[0]) != "workspace_id")
                .Select(index => $"{Name(type)}({string.Join(',', index.Properties.Select(Column))})"));
        Assert.Equal(AcrossWorkspaces, others);
    }

    [Fact]
    public void Foreign_keys_between_what_workspaces_own_stay_within_the_workspace()
    {
        var keys = Tables().Where(IsOwned).SelectMany(type => type.GetForeignKeys()).Where(key => IsOwned(key.PrincipalEntityType)).ToArray();
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Equal(("workspace_id", "workspace_id"), (Column(key.Properties[0]), Column(key.PrincipalKey.Properties[0]))));
    }

    private static bool IsOwned(IEntityType type) => type.FindProperty("WorkspaceId") is not null;

    private static string Name(IEntityType type) => type.GetTableName()!;

    private static string Column(IProperty property) => property.GetColumnName();

    private IReadOnlyList<IEntityType> Tables()
    {
        using var scope = server.Services.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<BackendDbContext>().Model.GetEntityTypes().Where(type => type.GetTableName() is not null)];
    }
}
