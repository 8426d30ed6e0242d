using System.Globalization;
using System.Text;
using Backend.Platform.Errors;

namespace Backend.Modules.Tracking.Issues;

/// <summary>What an issue's values must look like.</summary>
internal static class IssueRules
{
    public const int MaxTitleLength = 512;
    public const int MaxDescriptionBytes = 256 * 1024;
    public const int MaxPriority = 4;
    public const int MaxEstimate = 1_000_000;
    public const int MaxLabels = 100;
    public const int MaxExternalIdLength = 256;

    public static string Title(string title) => TextRules.OneLine(title) is { Length: > 0 and <= MaxTitleLength } line
        ? line
        : throw new ValidationFailedException("title", $"A title has 1 to {MaxTitleLength} characters.");

    public static string? Description(string? markdown) => markdown switch
    {
        null or "" => null,
        _ when Encoding.UTF8.GetByteCount(markdown) <= MaxDescriptionBytes => TextRules.Storable(markdown),
        _ => throw new ValidationFailedException("descriptionMarkdown", "A description has at most 256 KB."),
    };

    public static int Priority(int priority) => priority is >= 0 and <= MaxPriority
        ? priority
        : throw new ValidationFailedException("priority", $"A priority lies between 0 and {MaxPriority}.");

    public static int? Estimate(int? estimate) => estimate is null or (>= 0 and <= MaxEstimate)
        ? estimate
        : throw new ValidationFailedException("estimate", string.Create(CultureInfo.InvariantCulture, $"An estimate lies between 0 and {MaxEstimate:N0}."));

    public static void Dates(DateOnly? start, DateOnly? due)
    {
        if (start > due)
            throw new ValidationFailedException("dueDate", "An issue cannot be due before it starts.");
    }

    public static string ExternalId(string id) => id.Length is > 0 and <= MaxExternalIdLength && !id.Any(char.IsControl)
        ? id
        : throw new ValidationFailedException("externalId", $"An external id has 1 to {MaxExternalIdLength} characters.");
}
