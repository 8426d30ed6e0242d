using Backend.Platform.Errors;

namespace Backend.Modules.Workspaces;

/// <summary>What names and descriptions must look like.</summary>
internal static class TextRules
{
    public const int MaxNameLength = 80;
    public const int MaxDescriptionLength = 1000;

    public static string Name(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length is > 0 and <= MaxNameLength && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw new ValidationFailedException("name", $"A name has 1 to {MaxNameLength} characters, on one line.");
    }

    public static string? Description(string? description) => description is null || description.Length <= MaxDescriptionLength
        ? description
        : throw new ValidationFailedException("description", $"A description has at most {MaxDescriptionLength} characters.");
}
