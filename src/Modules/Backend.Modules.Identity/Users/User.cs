using Backend.Contracts.Identity;
using Backend.Platform.Caching;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;

namespace Backend.Modules.Identity.Users;

/// <summary>A person, or a bot, who works in one or more workspaces.</summary>
internal sealed class User : IUser, ICached
{
    private User()
    {
    }

    /// <inheritdoc />
    public Guid Id { get; private init; }

    /// <summary>The full name.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>The handle by which the user is mentioned, such as <c>ada</c>; no two users have the same.</summary>
    public string DisplayName { get; private set; } = string.Empty;

    /// <summary>The e-mail address, in lower case. Two users may have the same: who a user is, the sign-in says.</summary>
    public string? Email { get; private init; }

    /// <summary>A picture of the user.</summary>
    public Uri? AvatarUrl { get; private set; }

    /// <summary>The time zone by its IANA name, such as <c>Europe/Berlin</c>.</summary>
    public string Timezone { get; private set; } = UserRules.DefaultTimezone;

    /// <summary>The language, and perhaps the region, as a BCP 47 tag, such as <c>en</c> or <c>pt-BR</c>.</summary>
    public string Locale { get; private set; } = UserRules.DefaultLocale;

    /// <summary>Whether the user may sign in.</summary>
    public UserStatus Status { get; private set; } = UserStatus.Active;

    /// <summary>Whether it is a program.</summary>
    public bool IsBot { get; private init; }

    /// <summary>When the user was first seen.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When the user's profile was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Counts its changes, from 1. Send it as <c>expectedVersion</c> to be told when someone else was faster.</summary>
    public int Version { get; private set; }

    /// <summary>A new user, from what the issuer says of them; the parts of it that break a rule are left out.</summary>
    public static User Create(UserProfile profile, string handle, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = profile.Name,
        DisplayName = UserRules.Handle(handle),
        Email = profile.Email,
        AvatarUrl = profile.AvatarUrl,
        Timezone = profile.Timezone ?? UserRules.DefaultTimezone,
        Locale = profile.Locale ?? UserRules.DefaultLocale,
        CreatedAt = now,
        UpdatedAt = now,
        Version = 1,
    };

    /// <summary>A new service account.</summary>
    /// <exception cref="ValidationFailedException">The name breaks a rule.</exception>
    public static User CreateBot(Guid? id, string name, string handle, DateTimeOffset now) => new()
    {
        Id = ClientIds.Choose(id, now),
        Name = UserRules.Name(name),
        DisplayName = UserRules.Handle(handle),
        IsBot = true,
        CreatedAt = now,
        UpdatedAt = now,
        Version = 1,
    };

    /// <summary>Changes the profile.</summary>
    /// <exception cref="ConflictException">It was changed since it was read.</exception>
    /// <exception cref="ValidationFailedException">A value breaks a rule.</exception>
    public void Update(UserUpdateInput input, DateTimeOffset now)
    {
        if (input.ExpectedVersion is { } expected && expected != Version)
            throw new ConflictException(nameof(User), Version);
        Name = input.Name.TryGet(out var name) ? UserRules.Name(name) : Name;
        DisplayName = input.DisplayName.TryGet(out var handle) ? UserRules.Handle(handle) : DisplayName;
        AvatarUrl = input.AvatarUrl.TryGet(out var avatar) ? UserRules.AvatarUrl(avatar) : AvatarUrl;
        Timezone = input.Timezone.TryGet(out var zone) ? UserRules.Timezone(zone) : Timezone;
        Locale = input.Locale.TryGet(out var locale) ? UserRules.Locale(locale) : Locale;
        UpdatedAt = now;
        Version++;
    }
}
