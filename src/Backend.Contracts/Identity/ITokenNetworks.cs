using Backend.Platform.Audit;

namespace Backend.Contracts.Identity;

/// <summary>Notices when a token is used from a network that it was not used from before.</summary>
public interface ITokenNetworks
{
    /// <summary>Notes a call, beside it: what it costs is a look into memory.</summary>
    /// <param name="userId">Who calls.</param>
    /// <param name="token">The server's own token; null for one of an issuer, which is known by its user.</param>
    /// <param name="origin">By what means, and from where.</param>
    /// <param name="requestId">In which request.</param>
    void Note(Guid userId, OwnToken? token, AuditOrigin origin, string? requestId);
}
