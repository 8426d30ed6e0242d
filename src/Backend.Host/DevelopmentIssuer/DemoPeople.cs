namespace Backend.Host.DevelopmentIssuer;

/// <summary>A person of the demo workspace, who signs in without a password.</summary>
/// <param name="Subject">The subject (<c>sub</c>) of the person's tokens.</param>
/// <param name="Name">The full name.</param>
/// <param name="Email">The e-mail address, by which the seeded account is found.</param>
/// <param name="Role">What the person is in the demo workspace, for the sign-in page.</param>
internal sealed record DemoPerson(string Subject, string Name, string Email, string Role);

/// <summary>The people that the development issuer knows.</summary>
internal static class DemoPeople
{
    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("ada", "Ada Lovelace", "ada@demo.localhost", "owner"),
        new("grace", "Grace Hopper", "grace@demo.localhost", "admin"),
        new("linus", "Linus Torvalds", "linus@demo.localhost", "member"),
        new("guest", "Guest User", "guest@demo.localhost", "guest"),
    ];

    /// <summary>Finds a person by subject or e-mail address; null if there is none.</summary>
    public static DemoPerson? Find(string? subjectOrEmail) => All.FirstOrDefault(person =>
        string.Equals(person.Subject, subjectOrEmail, StringComparison.OrdinalIgnoreCase)
        || string.Equals(person.Email, subjectOrEmail, StringComparison.OrdinalIgnoreCase));
}
