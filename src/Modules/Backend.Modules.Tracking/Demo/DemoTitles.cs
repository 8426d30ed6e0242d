namespace Backend.Modules.Tracking.Demo;

/// <summary>Words of which the demo's titles are made, by team and by label.</summary>
internal static class DemoTitles
{
    public static IReadOnlyDictionary<string, TitleKind[]> ByTeam { get; } = new Dictionary<string, TitleKind[]>(StringComparer.Ordinal)
    {
        ["ENG"] =
        [
            new("bug", 4, "{0} {1}", Screens, ["crashes when the network drops", "loses unsaved text after a reload", "shows stale data in a second tab",
                "flickers while scrolling", "ignores the keyboard focus", "crashes on an empty search", "shows times in the wrong time zone", "cannot be closed with Escape"]),
            new("feature", 3, "Add {1} to the {0}", ScreensInText, ["keyboard shortcuts", "a compact density", "inline editing", "saved filters",
                "drag and drop between columns", "a CSV export", "a dark theme", "an undo for the last change"]),
            new("performance", 2, "Make the {0} {1}", ScreensInText, ["open in under 200 ms", "load its data in one request", "use half the memory", "scroll smoothly with 5,000 rows"]),
            new("chore", 2, "{0} the {1}", ["Upgrade", "Clean up", "Remove dead code from", "Add tests for"],
                ["build scripts", "date handling", "API client", "design tokens", "feature flags", "error messages", "migration scripts"]),
            new("documentation", 1, "Document {1} in the {0}", ["developer guide", "API reference", "release notes"],
                ["the webhook retries", "the filter syntax", "rate limits", "local development", "the import format"]),
        ],
        ["OPS"] =
        [
            new("bug", 2, "{0} {1}", Services, ["restarts every night", "fills its disk with logs", "answers slowly after a deployment", "fails its health check at start-up"]),
            new("chore", 4, "{0} {1}", ["Rotate the credentials of", "Renew the certificate of", "Raise the memory limit of", "Apply security updates to", "Right-size"],
                [.. Services.Select(service => service.Replace("The ", "the ", StringComparison.Ordinal))]),
            new("feature", 2, "Alert when {0} {1}", ["the job queue", "the replica", "the disk", "the error rate", "the certificate"],
                ["crosses its limit", "has not reported for 5 minutes", "doubles within an hour"]),
            new("performance", 1, "Cut the {1} of {0} in half", ["the nightly backup", "the deployment", "the restore", "the test cluster's start-up"], ["duration", "cost"]),
            new("documentation", 2, "Write a runbook for {0} {1}", ["a failed", "an aborted", "a slow"], ["backup", "deployment", "failover", "restore", "migration"]),
        ],
    };

    private static string[] Screens =>
        ["Board view", "Issue editor", "Search page", "Comment box", "Team settings", "Sign-in page", "Notification list", "Import dialog", "Command palette", "Mobile menu"];

    private static string[] ScreensInText => [.. Screens.Select(screen => char.ToLowerInvariant(screen[0]) + screen[1..])];

    private static string[] Services =>
        ["The message broker", "The primary database", "The staging cluster", "The mail relay", "The build server", "The load balancer", "The log collector", "The object storage"];
}

/// <summary>A kind of title.</summary>
/// <param name="Label">The label of such issues.</param>
/// <param name="Weight">How often it comes, against the others of the team.</param>
/// <param name="Pattern">How the words are put together.</param>
/// <param name="First">The words for <c>{0}</c>.</param>
/// <param name="Second">The words for <c>{1}</c>.</param>
internal sealed record TitleKind(string Label, int Weight, string Pattern, string[] First, string[] Second);
