using Backend.MailTemplates.Views;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Backend.MailTemplates;

/// <summary>How the elements of Markdown look in a mail.</summary>
internal static class MarkdownLook
{
    // Within a mail's own headings.
    private const int HighestHeading = 4;

    public static void Apply(MarkdownObject element)
    {
        switch (element)
        {
            case HeadingBlock heading:
                heading.Level = Math.Min(6, Math.Max(HighestHeading, heading.Level + HighestHeading - 1));
                Style(heading, "margin:12px 0 4px;font-size:15px;line-height:22px");
                break;
            case ParagraphBlock: Style(element, "margin:0 0 8px"); break;
            case ListBlock: Style(element, "margin:0 0 8px;padding-left:22px"); break;
            case CodeBlock:
                Style(element, $"margin:0 0 8px;padding:8px 10px;border-radius:6px;font-family:{Look.Monospace};font-size:13px;line-height:19px;white-space:pre-wrap;word-break:break-word", "code");
                break;
            case QuoteBlock: Style(element, "margin:0 0 8px;padding:0 0 0 12px;border-left:3px solid #c9ced6", "quote"); break;
            case CodeInline: Style(element, $"padding:1px 4px;border-radius:4px;font-family:{Look.Monospace};font-size:13px", "code"); break;
            case Table: Style(element, "margin:0 0 8px;border-collapse:collapse;font-size:14px"); break;
            case TableCell: Style(element, "padding:4px 8px;border:1px solid #c9ced6;text-align:left", "rule"); break;
            case LinkInline or AutolinkInline:
                Style(element, Look.Link, "link");
                element.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer nofollow");
                break;
        }
    }

    private static void Style(MarkdownObject element, string style, string? name = null)
    {
        element.GetAttributes().AddPropertyIfNotExist("style", name == "code" ? $"{style};background:#eef0f3" : style);
        if (name is not null)
            element.GetAttributes().AddClass(name);
    }
}
