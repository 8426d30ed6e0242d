using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Backend.Modules.Notifications.Mentions;

/// <summary>
/// Finds who is mentioned in a text: <c>@handle</c> in running text, as CommonMark reads it. In code, in addresses of links and
/// in HTML nobody is mentioned.
/// </summary>
internal static partial class MentionParser
{
    /// <summary>How many people a text mentions at most; those after them are not told.</summary>
    public const int Most = 100;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().Build();

    /// <summary>The handles, in lower case, in the order in which they come first.</summary>
    public static IReadOnlyList<string> Find(string? markdown)
    {
        if (markdown is null || !markdown.Contains('@', StringComparison.Ordinal))
            return [];
        var found = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in Texts(markdown))
        {
            foreach (var match in MentionPattern().EnumerateMatches(text))
            {
                var handle = text.AsSpan(match.Index + 1, match.Length - 1).TrimEnd("._-").ToString().ToLowerInvariant();
                if (known.Add(handle))
                    found.Add(handle);
                if (found.Count == Most)
                    return found;
            }
        }

        return found;
    }

    private static IEnumerable<string> Texts(string markdown)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // Nested deeper than the parser goes: nobody writes so to tell somebody something.
            yield break;
        }

        foreach (var block in document.Descendants<LeafBlock>())
        {
            if (block.Inline is null)
                continue;
            var text = new StringBuilder();
            Append(block.Inline, text);
            yield return text.ToString();
        }
    }

    // What stands next to each other in the text does so here too; what is no text keeps its neighbours apart.
    private static void Append(ContainerInline container, StringBuilder text)
    {
        foreach (var inline in container)
        {
            if (inline is LiteralInline literal)
                text.Append(literal.Content.AsSpan());
            else if (inline is DelimiterInline delimiter)
                text.Append(delimiter.ToLiteral());
            else if (inline is HtmlEntityInline entity)
                text.Append(entity.Transcoded.AsSpan());
            else if (inline is not ContainerInline)
                text.Append('\n');
            if (inline is ContainerInline inner)
                Append(inner, text);
        }
    }

    // Neither an e-mail address nor a part of a path or package name.
    [GeneratedRegex(@"(?<![\p{L}\p{N}_.@/+-])@[a-zA-Z0-9][a-zA-Z0-9._-]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MentionPattern();
}
