namespace Backend.Contracts.Workspaces;

/// <summary>How somebody stands to the teams of the workspace.</summary>
/// <param name="Added">The teams that the user was added to.</param>
/// <param name="Private">The private teams of the workspace.</param>
public sealed record TeamStanding(IReadOnlySet<Guid> Added, IReadOnlySet<Guid> Private)
{
    /// <summary>Whether what a role allows holds for a team: for guests where they were added, for others but for private teams that they are not in.</summary>
    public bool Reaches(string? role, Guid teamId) =>
        role is not null && (Added.Contains(teamId) || (role != BuiltInRoles.Guest && !Private.Contains(teamId)));
}
