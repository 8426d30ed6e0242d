using Backend.Modules.Identity.Users;

namespace Backend.Modules.Identity.Demo;

/// <summary>A person of the demo workspace.</summary>
/// <param name="Handle">The handle, and the subject at the development issuer.</param>
/// <param name="Name">The full name.</param>
internal sealed record DemoPerson(string Handle, string Name)
{
    // localhost is reserved (RFC 6761, 6.3): no issuer can prove that such an address is somebody's.
    public string Email => $"{Handle}@demo.localhost";

    public UserProfile Profile => new() { Name = Name, HandleSource = Handle, Email = Email };
}

internal static class DemoPeople
{
    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("ada", "Ada Lovelace"),
        new("grace", "Grace Hopper"),
        new("linus", "Linus Torvalds"),
        new("guest", "Guest User"),
    ];

    public static DemoPerson? Find(string handle) => All.FirstOrDefault(person => person.Handle == handle);
}
