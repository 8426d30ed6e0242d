namespace Backend.Modules.Identity.Users;

/// <summary>Whether a user may sign in.</summary>
internal enum UserStatus
{
    /// <summary>The user may sign in.</summary>
    Active,

    /// <summary>The user may not sign in; what the user did stays.</summary>
    Suspended,
}
