using Backend.Contracts.Identity;
using Microsoft.Extensions.Configuration;

namespace Backend.Modules.Identity.Accounts;

/// <summary>The development issuer of a server whose address is configured, or is the default one.</summary>
internal sealed class ConfiguredIssuer(IConfiguration configuration) : IDevelopmentIssuer
{
    private const string Default = "http://127.0.0.1:5080/";

    // Issuers that are an address without a path are written with a slash at the end.
    public string Issuer => configuration["Backend:PublicUrl"] is { Length: > 0 } url ? url.TrimEnd('/') + "/" : Default;
}
