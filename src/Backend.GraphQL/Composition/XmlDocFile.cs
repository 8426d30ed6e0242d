using System.Reflection;
using System.Xml.Linq;

namespace Backend.GraphQL.Composition;

/// <summary>
/// An XML documentation file. The schema shows a small part of what the files hold, so a member is parsed when it is asked
/// for: the compiler writes all of them alike, and where one begins and ends is found without parsing.
/// </summary>
/// <param name="text">The file.</param>
internal sealed class XmlDocFile(string text)
{
    private const string MemberStart = "<member name=\"";
    private const string MemberEnd = "</member>";

    // Where each member begins.
    private readonly Dictionary<string, int> members = Index(text);

    public static XmlDocFile Load(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        return new XmlDocFile(File.Exists(path) ? File.ReadAllText(path) : string.Empty);
    }

    /// <summary>The documentation of a member, by its id without a parameter list.</summary>
    public XElement? Find(string id)
    {
        if (!members.TryGetValue(id, out var start))
            return null;
        var end = text.IndexOf(MemberEnd, start, StringComparison.Ordinal) + MemberEnd.Length;
        return XElement.Parse(text[start..end]);
    }

    private static Dictionary<string, int> Index(string text)
    {
        var starts = new Dictionary<string, int>(StringComparer.Ordinal);
        var start = text.IndexOf(MemberStart, StringComparison.Ordinal);
        while (start >= 0)
        {
            var name = start + MemberStart.Length;
            var end = text.AsSpan(name).IndexOfAny('(', '"');
            starts.TryAdd(text.Substring(name, end), start);
            start = text.IndexOf(MemberStart, name + end, StringComparison.Ordinal);
        }

        return starts;
    }
}
