namespace Backend.Modules.Tracking.Issues;

/// <summary>What happened to an issue.</summary>
internal enum IssueChangeAction
{
    /// <summary>It was created.</summary>
    Created,

    /// <summary>Some of its fields were changed.</summary>
    Updated,

    /// <summary>It was archived.</summary>
    Archived,

    /// <summary>It was taken back from the archive.</summary>
    Unarchived,

    /// <summary>It was put into the trash.</summary>
    Trashed,

    /// <summary>It was taken back from the trash.</summary>
    Restored,

    /// <summary>It was deleted for good.</summary>
    Deleted,

    /// <summary>It no longer passes the listener's filter, or the listener may no longer see it.</summary>
    Removed,
}
