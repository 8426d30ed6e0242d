using Backend.Platform.Errors;

namespace Backend.Platform.Jobs;

/// <summary>What a node does, set as <c>Backend:Roles</c>: answer requests, work on jobs, or both, which is the default.</summary>
/// <param name="IsApi">Whether it answers GraphQL requests.</param>
/// <param name="IsWorker">Whether it works on jobs.</param>
public sealed record NodeRoles(bool IsApi, bool IsWorker)
{
    /// <summary>Reads the names of roles.</summary>
    /// <exception cref="ConfigurationException">There is no such role.</exception>
    public static NodeRoles Parse(IReadOnlyCollection<string> names)
    {
        if (names.FirstOrDefault(name => name is not ("api" or "worker")) is { } unknown)
            throw new ConfigurationException($"Backend__Roles names '{unknown}', which is no role. Give it 'api', 'worker', or both as Backend__Roles__0 and Backend__Roles__1.");
        return names.Count == 0 ? new NodeRoles(true, true) : new NodeRoles(names.Contains("api", StringComparer.Ordinal), names.Contains("worker", StringComparer.Ordinal));
    }
}
