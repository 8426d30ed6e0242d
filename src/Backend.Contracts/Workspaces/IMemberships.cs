using Backend.Contracts.Identity;

namespace Backend.Contracts.Workspaces;

/// <summary>Gives people their places in workspaces, for other modules. Each call is part of the caller's write.</summary>
public interface IMemberships
{
    /// <summary>Admits somebody to the workspace of the scope's session; adds to the context, does not save.</summary>
    void Admit(Guid userId, WorkspaceRole role);

    /// <summary>
    /// Makes somebody's places follow the groups: what rules give is added, what rules gave before and give no more is taken
    /// away. Places that people gave by hand stay as they are, and so does the last owner of a workspace.
    /// </summary>
    /// <param name="userId">Who.</param>
    /// <param name="rules">The rules that apply.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task FollowGroupsAsync(Guid userId, IReadOnlyCollection<GroupRule> rules, CancellationToken cancellationToken);
}
