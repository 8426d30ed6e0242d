namespace Backend.Modules.Collaboration.Comments;

/// <summary>What may be done with comments.</summary>
internal static class CommentPermissions
{
    public const string Read = "comment:read";

    /// <summary>Writing comments, and changing one's own.</summary>
    public const string Write = "comment:write";

    /// <summary>Deleting what others wrote.</summary>
    public const string Moderate = "comment:moderate";
}
