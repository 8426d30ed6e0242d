using Backend.Platform.Errors;
using Backend.Platform.Security;

namespace Backend.Modules.Access.Grants;

/// <summary>What holds for every grant.</summary>
internal static class GrantRules
{
    /// <summary>How many grants one person, or one team, may have: an operation begins by reading them.</summary>
    public const int MaxPerPrincipal = 5_000;

    /// <summary>The counter at which those who change roles and grants come one after the other.</summary>
    public const string Turn = "grants";

    /// <summary>Nobody gives what they do not have: no way leads from managing grants to more rights than one's own.</summary>
    /// <exception cref="ForbiddenException">The viewer lacks one of the permissions.</exception>
    public static void DemandToGive(this Viewer viewer, IEnumerable<string> permissions)
    {
        if (permissions.FirstOrDefault(permission => !viewer.Can(permission)) is { } missing)
            throw new ForbiddenException($"Nobody gives what they do not have, and you do not have '{missing}'.");
    }
}
