using System.Security.Claims;

namespace Backend.Contracts.Identity;

/// <summary>Names a token that the server itself gave.</summary>
/// <param name="WorkspaceId">Its workspace.</param>
/// <param name="Id">Its id.</param>
public readonly record struct OwnToken(Guid WorkspaceId, Guid Id)
{
    /// <summary>The issuer in the claims of such a caller. No provider is ever configured under it: it is no address.</summary>
    public const string Issuer = "urn:backend:tokens";

    /// <summary>How the text of every such token begins, which scanners for leaked secrets look for.</summary>
    public const string Prefix = "bkp_";

    /// <summary>The subject in the claims of such a caller.</summary>
    public string Subject => $"{WorkspaceId:N}.{Id:N}";

    /// <summary>The token by which a caller came; null for one who came otherwise.</summary>
    public static OwnToken? Of(ClaimsPrincipal principal) => Of(principal.FindFirstValue("iss"), principal.FindFirstValue("sub"));

    /// <summary>The token that claims name; null where they name another kind of caller.</summary>
    public static OwnToken? Of(string? issuer, string? subject) =>
        issuer == Issuer && subject?.Split('.') is [var workspace, var id]
            && Guid.TryParseExact(workspace, "N", out var workspaceId) && Guid.TryParseExact(id, "N", out var tokenId)
            ? new OwnToken(workspaceId, tokenId)
            : null;
}
