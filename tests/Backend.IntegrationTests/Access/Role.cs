namespace Backend.IntegrationTests.Access;

/// <summary>The callers of the walk, from the mightiest to nobody.</summary>
internal enum Role
{
    /// <summary>Ada, who is also the only one in the private team.</summary>
    Owner,

    /// <summary>Grace, who is not in the private team.</summary>
    Admin,

    /// <summary>Linus, who is not in the private team.</summary>
    Member,

    /// <summary>A guest of no team, with a grant on one issue.</summary>
    Guest,

    /// <summary>Somebody with a valid token, who is a member of no workspace.</summary>
    Stranger,

    /// <summary>A token of the owner that is over.</summary>
    Expired,

    /// <summary>A member who was suspended.</summary>
    Suspended,
}
