namespace Backend.Contracts.Identity;

/// <summary>
/// The issuer inside the server, for Development; registered nowhere else. Its name is the server's own address and moves
/// with it, so its sign-ins are linked to the demo people when they are first seen, not beforehand.
/// </summary>
public interface IDevelopmentIssuer
{
    /// <summary>The issuer as its tokens name it at present.</summary>
    string Issuer { get; }
}
