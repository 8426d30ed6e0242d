using System.Text;
using System.Text.Json;
using Backend.Contracts.Tracking;
using Backend.Platform.Errors;
using Backend.Platform.Outgoing;

namespace Backend.Modules.Integrations.Webhooks;

/// <summary>What an endpoint may be made of.</summary>
internal sealed class WebhookRules(OutgoingUrls urls, WebhookEventTypes types, IIssueFilters filters)
{
    public const int MaxDescription = 500;

    private const int MaxFilterBytes = 16 * 1024;

    public string Url(string url) => urls.Check(url, "url").AbsoluteUri;

    public IReadOnlyList<string> Events(IReadOnlyList<string> events) => types.Check(events);

    public static string? Description(string? description) => string.IsNullOrWhiteSpace(description) ? null
        : description.Length > MaxDescription ? throw new ValidationFailedException("description", $"A description has at most {MaxDescription} characters.")
        : description.Contains('\0', StringComparison.Ordinal) ? throw new ValidationFailedException("description", "A description must not hold the character U+0000.")
        : description;

    /// <summary>A filter as it is kept, which can be read again.</summary>
    public string? Filter(IssueFilter? filter)
    {
        if (filter is null)
            return null;
        var kept = filters.Write(filter);
        if (Encoding.UTF8.GetByteCount(kept) > MaxFilterBytes)
            throw new ValidationFailedException("filter", "The filter is too long to be kept: at most 16 KB.");
        try
        {
            filters.Read(kept);
        }
        catch (JsonException)
        {
            throw new ValidationFailedException("filter", "The filter holds a duration that is too long to be kept.");
        }

        return kept;
    }
}
