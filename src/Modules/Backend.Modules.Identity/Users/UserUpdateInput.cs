using Backend.GraphQL;

namespace Backend.Modules.Identity.Users;

/// <summary>Changes to the viewer's own profile. What is left out stays as it is.</summary>
internal sealed record UserUpdateInput
{
    /// <summary>The full name, 1 to 128 characters.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>The handle: 1 to 40 characters of <c>a-z</c>, <c>0-9</c>, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    public Optional<string> DisplayName { get; init; }

    /// <summary>A picture; null removes it.</summary>
    public Optional<Uri?> AvatarUrl { get; init; }

    /// <summary>The time zone by its IANA name, such as <c>Europe/Berlin</c>.</summary>
    public Optional<string> Timezone { get; init; }

    /// <summary>The language, and perhaps the region, such as <c>en</c> or <c>pt-BR</c>.</summary>
    public Optional<string> Locale { get; init; }

    /// <summary>The version that the change builds on; left out, the change is made whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}
