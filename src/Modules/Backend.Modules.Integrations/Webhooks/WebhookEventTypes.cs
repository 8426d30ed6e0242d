using Backend.Platform.Errors;
using Backend.Platform.Live;

namespace Backend.Modules.Integrations.Webhooks;

/// <summary>The types of events that there are: those of all modules whose changes people may know of.</summary>
internal sealed class WebhookEventTypes(IEnumerable<IChangeAudience> audiences)
{
    /// <summary>Everything.</summary>
    private const string All = "*";

    private const int Most = 50;

    /// <summary>The types, by name.</summary>
    public IReadOnlyList<string> Names { get; } = [.. audiences.SelectMany(audience => audience.Types).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Checks what an endpoint wants.</summary>
    /// <exception cref="ValidationFailedException">There is no such event, or nothing is wanted.</exception>
    public IReadOnlyList<string> Check(IReadOnlyList<string> patterns)
    {
        if (patterns.Count is 0 or > Most)
            throw new ValidationFailedException("events", $"Give 1 to {Most} types of events, such as issue.created, issue.*, or * for all.");
        if (patterns.FirstOrDefault(pattern => !IsKnown(pattern)) is { } unknown)
            throw new ValidationFailedException("events", $"There is no event '{Cut(unknown)}'. webhookEventTypes lists them; issue.* stands for all of issues, * for all.");
        return [.. patterns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether one of the patterns stands for a type.</summary>
    public static bool Wants(IReadOnlyList<string> patterns, string type)
    {
        foreach (var pattern in patterns)
        {
            if (pattern == All || pattern == type || (pattern.EndsWith(".*", StringComparison.Ordinal) && type.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    private bool IsKnown(string pattern) => pattern == All || Names.Contains(pattern, StringComparer.Ordinal)
        || (pattern.EndsWith(".*", StringComparison.Ordinal) && audiences.Any(audience => audience.Prefixes.Contains(pattern[..^1], StringComparer.Ordinal)));

    private static string Cut(string text) => text.Length <= 64 ? text : text[..64];
}
