using Backend.Contracts.Identity;

namespace Backend.Host.DevelopmentIssuer;

/// <summary>The issuer is named by the server's address, and its sign-ins are those of the demo people.</summary>
internal sealed class DevelopmentIssuerName(PublicAddress address) : IDevelopmentIssuer
{
    public string Issuer => address.Value.AbsoluteUri;
}

/// <summary>Where the development issuer does not run, no token can be its own: no issuer has an empty name.</summary>
internal sealed class NoDevelopmentIssuer : IDevelopmentIssuer
{
    public string Issuer => "";
}
