using System.Reflection;
using Backend.GraphQL;
using Backend.Modules.Jobs.Jobs;
using Backend.Platform.Resilience;

namespace Backend.Modules.Jobs.Server;

/// <summary>The node that answers.</summary>
/// <param name="Version">Its version, such as <c>1.4.0</c>. While nodes are renewed, the next request may be answered by another.</param>
internal sealed record ServerInfo(string Version);

/// <summary>Something outside the server that it calls.</summary>
/// <param name="Name">Such as <c>redis</c>.</param>
/// <param name="State">Whether it is called.</param>
internal sealed record ServerDependency(string Name, DependencyState State);

[ObjectType<ServerInfo>]
internal static class ServerInfoType
{
    /// <summary>What this node calls outside itself, as soon as it was needed for the first time; null for all but admins.</summary>
    [Authorize(JobPermissions.Manage)]
    [ListSize(50)]
    public static IReadOnlyList<ServerDependency>? GetDependencies([Parent] ServerInfo _, Dependencies dependencies) =>
        [.. dependencies.All.Select(dependency => new ServerDependency(dependency.Policy.Name, dependency.State))];
}

[QueryType]
internal static class ServerQueries
{
    private static readonly ServerInfo Own = new(
        typeof(ServerQueries).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);

    /// <summary>The node that answers: its version and, for admins, how what it depends on does.</summary>
    [Authorize]
    public static ServerInfo GetServerInfo() => Own;
}
