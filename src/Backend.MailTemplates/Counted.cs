using System.Globalization;

namespace Backend.MailTemplates;

/// <summary>Says how many there are.</summary>
internal static class Counted
{
    public static string Updates(DigestMail digest) =>
        $"{Of(digest.Issues.Sum(issue => issue.Entries.Count + issue.MoreEntries), "update")} in {Of(digest.Issues.Count + digest.MoreIssues, "issue")}";

    public static string Of(int count, string thing) =>
        count == 1 ? $"1 {thing}" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} {thing}s";
}
