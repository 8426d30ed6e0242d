using System.Globalization;
using System.Text;

namespace Backend.MailTemplates;

/// <summary>The plain text of mails, for those who read it and for machines.</summary>
internal static class MailText
{
    private const int LongestLine = 500;

    public static string Of(MailModel mail, MailReader reader)
    {
        var text = new StringBuilder();
        switch (mail)
        {
            case IssueMail issue: Write(text, issue, reader); break;
            case DigestMail digest: Write(text, digest, reader); break;
            case ServiceMail service: Write(text, service); break;
            case TestMail test: Write(text, test, reader); break;
        }

        text.Append("\n-- \n").Append(Line(mail.WorkspaceName)).Append('\n');
        if (mail is not ServiceMail)
            text.Append(CultureInfo.InvariantCulture, $"Times are those of {reader.ZoneName}.\n");
        if (reader.UnsubscribeUrl is { } url)
            text.Append(CultureInfo.InvariantCulture, $"No more mails like this one: {url}\n");
        return text.ToString();
    }

    private static void Write(StringBuilder text, IssueMail mail, MailReader reader)
    {
        WriteIssue(text, mail.Issue);
        text.Append('\n');
        foreach (var entry in mail.Entries)
            WriteEntry(text, entry, MailTimes.Of(entry.At, reader));
        text.Append('\n').Append(Line(mail.Reason)).Append('\n');
    }

    private static void Write(StringBuilder text, DigestMail mail, MailReader reader)
    {
        text.Append(CultureInfo.InvariantCulture, $"{Counted.Updates(mail)} on {mail.Day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture)}\n");
        foreach (var one in mail.Issues)
        {
            text.Append('\n');
            WriteIssue(text, one.Issue);
            foreach (var entry in one.Entries)
                WriteEntry(text, entry, MailTimes.TimeOfDay(entry.At, reader));
            if (one.MoreEntries > 0)
                text.Append(CultureInfo.InvariantCulture, $"… and {Counted.Of(one.MoreEntries, "more update")}\n");
            text.Append('(').Append(Line(one.Reason)).Append(")\n");
        }

        if (mail.MoreIssues > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n… and {Counted.Of(mail.MoreIssues, "more issue")}\n");
        if (mail.InboxUrl is { } inbox)
            text.Append(CultureInfo.InvariantCulture, $"\nAll of it: {inbox}\n");
    }

    private static void Write(StringBuilder text, ServiceMail mail)
    {
        text.Append(Line(mail.Title)).Append('\n');
        foreach (var paragraph in mail.Paragraphs)
            text.Append('\n').Append(Line(paragraph)).Append('\n');
        if (mail.Link is { } link)
            text.Append(CultureInfo.InvariantCulture, $"\n{Line(link.Text)}: {link.Url}\n");
    }

    private static void Write(StringBuilder text, TestMail mail, MailReader reader) => text
        .Append("Mail arrives.\n\n")
        .Append(CultureInfo.InvariantCulture, $"{Line(mail.RequestedBy)} asked for this mail on {MailTimes.Of(mail.At, reader)}, to see whether it does.\n");

    private static void WriteIssue(StringBuilder text, MailIssue issue)
    {
        text.Append(CultureInfo.InvariantCulture, $"{issue.Identifier}  {Line(issue.Title)}\n");
        if (issue.Url is { } url)
            text.Append(url).Append('\n');
    }

    private static void WriteEntry(StringBuilder text, MailEntry entry, string time)
    {
        text.Append(CultureInfo.InvariantCulture, $"* {Line(entry.Actor is { } actor ? $"{actor} {entry.What}" : entry.What)} ({time})\n");
        if (entry.Markdown is not { } markdown)
            return;
        // Markdown was made to be read as it is.
        foreach (var line in MailMarkdown.Shorten(markdown).Text.Split('\n'))
            text.Append("  | ").Append(PlainLine.Of(line.TrimEnd('\r'), LongestLine)).Append('\n');
    }

    private static string Line(string text) => PlainLine.Of(text, LongestLine);
}
