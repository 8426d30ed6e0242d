using Backend.Contracts.Workspaces;

namespace Backend.Contracts.Identity;

/// <summary>What a group, or a role, at an issuer gives its people here: a place in a workspace, and perhaps in a team.</summary>
public sealed record GroupRule
{
    /// <summary>The group or role as the issuer names it.</summary>
    public string Group { get; init; } = "";

    /// <summary>The slug of the workspace.</summary>
    public string Workspace { get; init; } = "";

    /// <summary>The role there; of several rules the highest counts.</summary>
    public WorkspaceRole Role { get; init; } = WorkspaceRole.Member;

    /// <summary>The key of a team there, to which the person is added too.</summary>
    public string? Team { get; init; }
}

/// <summary>The configured rules.</summary>
public interface IGroupRules
{
    /// <summary>The rules of an issuer.</summary>
    IReadOnlyList<GroupRule> Of(string issuer);
}

/// <summary>Claims that the server makes itself out of an issuer's; an issuer's own of these names are dropped.</summary>
public static class MappedClaims
{
    /// <summary>The groups and roles, sorted, one per line. Absent where the issuer has no rules.</summary>
    public const string Groups = "backend_groups";

    /// <summary>What the issuer itself calls the person, where the subject is mapped from another claim.</summary>
    public const string ProviderSubject = "backend_provider_subject";
}
