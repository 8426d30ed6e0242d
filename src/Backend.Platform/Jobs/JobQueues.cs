namespace Backend.Platform.Jobs;

/// <summary>The queues, each with workers of its own, so that long work never delays short work.</summary>
public static class JobQueues
{
    /// <summary>What somebody waits for.</summary>
    public const string Critical = "critical";

    /// <summary>Everything else.</summary>
    public const string Default = "default";

    /// <summary>Calls to other systems.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>Mail.</summary>
    public const string Mail = "mail";

    /// <summary>Imports, exports and other long work.</summary>
    public const string Bulk = "bulk";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Critical, Default, Webhooks, Mail, Bulk];
}
