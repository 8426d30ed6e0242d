using System.Net;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Backend.MailTemplates;

/// <summary>
/// Markdown as HTML for mail: no HTML of the writer's, links that lead where links may lead, nothing that is fetched when the
/// mail is opened, and styles on the elements, because many mailboxes know no other.
/// </summary>
public static class MailMarkdown
{
    /// <summary>How much of a text a mail has; more is to be read where it was written.</summary>
    public const int MaxLength = 2_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UseEmphasisExtras().UsePipeTables().Build();

    /// <summary>The text as HTML, and whether some of it was left out.</summary>
    public static (string Html, bool IsShortened) ToHtml(string markdown)
    {
        var (text, isShortened) = Shorten(markdown);
        try
        {
            var document = Markdown.Parse(text, Pipeline);
            foreach (var link in document.Descendants<LinkInline>().ToArray())
                Sanitise(link);
            foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !MailLinks.IsSafe(link.Url)).ToArray())
                link.ReplaceBy(new LiteralInline(link.Url));
            foreach (var element in document.Descendants())
                MarkdownLook.Apply(element);
            return (document.ToHtml(Pipeline), isShortened);
        }
        catch (ArgumentException)
        {
            // Nested deeper than the parser goes.
            return ($"<p>{WebUtility.HtmlEncode(text)}</p>", isShortened);
        }
    }

    /// <summary>As much of a text as a mail has, cut between words where that is possible.</summary>
    internal static (string Text, bool IsShortened) Shorten(string markdown)
    {
        if (markdown.Length <= MaxLength)
            return (markdown, false);
        var cut = markdown.LastIndexOfAny([' ', '\n', '\t'], MaxLength - 1);
        if (cut < MaxLength / 2)
            cut = char.IsHighSurrogate(markdown[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return (markdown[..cut].TrimEnd() + " …", true);
    }

    // A picture would be fetched when the mail is opened, and tell that it was: it becomes a link.
    private static void Sanitise(LinkInline link)
    {
        if (link.IsImage)
        {
            link.IsImage = false;
            if (link.FirstChild is null && link.Url is { } url)
                link.AppendChild(new LiteralInline(url));
        }

        if (!MailLinks.IsSafe(link.GetDynamicUrl?.Invoke() ?? link.Url))
            link.ReplaceBy(new ContainerInline());
    }
}
