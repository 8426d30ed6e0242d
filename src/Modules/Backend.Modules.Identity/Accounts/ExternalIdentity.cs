using Backend.Contracts.Identity;

namespace Backend.Modules.Identity.Accounts;

/// <summary>A sign-in at an issuer, which is known by its issuer and subject alone, and the user behind it.</summary>
internal sealed class ExternalIdentity
{
    private ExternalIdentity()
    {
    }

    public string Issuer { get; private init; } = string.Empty;

    public string Subject { get; private init; } = string.Empty;

    public Guid UserId { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>
    /// When this server last saw the person sign in. Requests with a bearer token do not write it: the sign-in behind them
    /// took place at the issuer.
    /// </summary>
    public DateTimeOffset LastLoginAt { get; private set; }

    /// <summary>The groups that the sign-in was last seen with, one per line; null for never.</summary>
    public string? Groups { get; private set; }

    /// <summary>When the token that named them was issued.</summary>
    public DateTimeOffset? GroupsAsOf { get; private set; }

    public KnownGroups Known => new(Groups, GroupsAsOf);

    public static ExternalIdentity Link(string issuer, string subject, Guid userId, DateTimeOffset now) => new()
    {
        Issuer = issuer,
        Subject = subject,
        UserId = userId,
        CreatedAt = now,
        LastLoginAt = now,
    };

    /// <summary>Keeps the groups that a sign-in names.</summary>
    public void SetGroups(string groups, DateTimeOffset asOf)
    {
        Groups = groups;
        GroupsAsOf = asOf;
    }

    /// <summary>Those of the issuer's rules that the groups meet.</summary>
    public IEnumerable<GroupRule> RulesOf(IEnumerable<IGroupRules> rules)
    {
        var names = (Groups ?? string.Empty).Split('\n').ToHashSet(StringComparer.Ordinal);
        return rules.SelectMany(configured => configured.Of(Issuer)).Where(rule => names.Contains(rule.Group));
    }
}
