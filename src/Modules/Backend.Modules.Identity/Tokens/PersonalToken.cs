using System.Text.Json.Nodes;
using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Events;
using Backend.Platform.Persistence;

namespace Backend.Modules.Identity.Tokens;

/// <summary>
/// A token by which a program calls in the name of a person, or of a service account, in one workspace. It may do what its
/// owner may, as far as its scopes name it.
/// </summary>
internal sealed class PersonalToken : WorkspaceEntity, IPersonalToken
{
    public const int MaxAddress = 64;

    private PersonalToken()
    {
    }

    /// <summary>Whose it is.</summary>
    public Guid UserId { get; private init; }

    /// <summary>What it is for, as its owner calls it.</summary>
    public string Name { get; private init; } = string.Empty;

    /// <summary>How its text begins, to tell tokens apart.</summary>
    public string Prefix { get; private init; } = string.Empty;

    /// <summary>The SHA-256 of its text, which is kept nowhere.</summary>
    [GraphQLIgnore]
    public string Hash { get; private init; } = string.Empty;

    /// <summary>The scopes, with a space between them.</summary>
    [GraphQLIgnore]
    public string ScopeNames { get; private init; } = string.Empty;

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>When it was last used, to a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; private init; }

    /// <summary>From where it was last used, to a minute.</summary>
    public string? LastUsedAddress { get; private init; }

    /// <summary>When it was revoked; null where it was not.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>When its owner was to be told that it ends soon.</summary>
    [GraphQLIgnore]
    public DateTimeOffset? NoticedAt { get; private set; }

    public static PersonalToken Create(Guid workspaceId, Guid userId, TokenDetails details, string text, DateTimeOffset now)
    {
        var token = new PersonalToken
        {
            WorkspaceId = workspaceId,
            Id = ClientIds.Choose(details.Id, now),
            UserId = userId,
            Name = TokenRules.Name(details.Name),
            Prefix = text[..TokenText.ShownLength],
            Hash = TokenText.Hash(text),
            ScopeNames = string.Join(' ', details.Scopes),
            ExpiresAt = TokenRules.Expiry(details.ExpiresAt, now),
            CreatedAt = now,
        };
        token.Raise("personalToken.created");
        return token;
    }

    /// <summary>The permissions that it may use, such as <c>issue:read</c>.</summary>
    public IReadOnlyList<string> GetScopes() => ScopeNames.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Revokes it, unless that was done before.</summary>
    public void Revoke(DateTimeOffset now)
    {
        if (RevokedAt is not null)
            return;
        RevokedAt = now;
        Raise("personalToken.revoked");
    }

    /// <summary>Says in the log that it ends soon.</summary>
    public void NoticeExpiry(DateTimeOffset now)
    {
        NoticedAt = now;
        Raise("personalToken.expiring");
    }

    private void Raise(string type) => Raise(new ChangeEvent(type, Id, new JsonObject
    {
        ["userId"] = UserId,
        ["name"] = Name,
        ["prefix"] = Prefix,
        ["scopes"] = new JsonArray([.. GetScopes().Select(scope => (JsonNode)scope)]),
        ["expiresAt"] = ChangeEvent.Value(ExpiresAt),
    }));
}
