using Backend.Contracts.Identity;

namespace Backend.Host.DevelopmentIssuer;

<<<<<<< HEAD
/// <summary>Tells the accounts which sign-ins are those of the demo people.</summary>
=======
/// <summary>The issuer is named by the server's address.</summary>
>>>>>>> 7ecee351e5fb2b1ddb85ef1ba6f637f158f5a833
internal sealed class DevelopmentIssuerName(PublicAddress address) : IDevelopmentIssuer
{
    public string Issuer => address.Value.AbsoluteUri;
}
<<<<<<< HEAD
=======

/// <summary>Where the development issuer does not run, no token can be its own: no issuer has an empty name.</summary>
internal sealed class NoDevelopmentIssuer : IDevelopmentIssuer
{
    public string Issuer => "";
}
>>>>>>> 7ecee351e5fb2b1ddb85ef1ba6f637f158f5a833
