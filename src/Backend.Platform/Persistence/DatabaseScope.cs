using Backend.Platform.Audit;

namespace Backend.Platform.Persistence;

/// <summary>What the database is asked for in one service scope, and what became of it.</summary>
public sealed class DatabaseScope
{
    /// <summary>What is done, as the log names it: an operation or a job. Null where it has no name.</summary>
    public string? Operation { get; set; }

    /// <summary>The request that it is done for; null outside of one.</summary>
    public string? RequestId { get; set; }

    /// <summary>By what means, and from where, it is done, as the audit log has it.</summary>
    public AuditOrigin Origin { get; set; } = AuditOrigin.System;

    /// <summary>Whether the scope's context reads from the replica; decided before it is first asked for.</summary>
    internal bool UsesReplica { get; set; }

    /// <summary>Whether a connection that was open ended under a statement, outside of a transaction.</summary>
    internal bool LostConnection { get; set; }

    /// <summary>Whether no connection was to be had.</summary>
    internal bool LacksConnection { get; set; }

    /// <summary>Whether something was written for nobody in particular, such as the account of a new user.</summary>
    internal bool HasWritten { get; set; }
}
