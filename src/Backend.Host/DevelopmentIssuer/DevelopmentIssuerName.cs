using Backend.Contracts.Identity;

namespace Backend.Host.DevelopmentIssuer;

/// <summary>Tells the accounts which sign-ins are those of the demo people.</summary>
internal sealed class DevelopmentIssuerName(PublicAddress address) : IDevelopmentIssuer
{
    public string Issuer => address.Value.AbsoluteUri;
}
