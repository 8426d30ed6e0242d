using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Backend.Contracts.Workspaces;
using Backend.Platform.Security;

namespace Backend.Modules.Access.Policy;

/// <summary>
/// Members with the same role and permissions, in the same teams, see the same. Who has grants, which end by the clock, or came
/// with a token, which may do less than its owner, shares with nobody.
/// </summary>
internal sealed class RightsClasses(Viewer viewer, ITeamDirectory teams) : IRightsClasses
{
    public async ValueTask<string?> FindAsync(CancellationToken cancellationToken)
    {
        if (viewer is not { WorkspaceId: { } workspaceId, UserId: { } userId, Role: { } role, Scopes: null } || viewer.Grants != ViewerGrants.None)
            return null;
        var standing = await teams.GetStandingAsync(userId, cancellationToken);
        var text = new StringBuilder(role);
        foreach (var permission in viewer.Permissions.Order(StringComparer.Ordinal))
            text.Append(' ').Append(permission);
        foreach (var team in standing.Added.Order())
            text.Append(CultureInfo.InvariantCulture, $" {team:N}");
        return $"{workspaceId:N} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))}";
    }
}
