using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Backend.GraphQL;

/// <summary>One text file of the IDE that is made here.</summary>
/// <param name="ContentType">The media type.</param>
/// <param name="Content">The text.</param>
/// <param name="IsInFrame">Whether the IDE itself asks for it, rather than the page around it.</param>
internal sealed record IdeFile(string ContentType, string Content, bool IsInFrame = false);

/// <summary>The files of the IDE that are made here rather than taken from its package.</summary>
internal sealed class IdeFiles
{
    public const string Folder = "/ide";

    public const string Index = "index.html";

    private const string Html = "text/html; charset=utf-8";

    private readonly string endpoint;
    private readonly Dictionary<string, IdeFile> files;

    public IdeFiles(string endpoint, GraphQLIdeOptions options, bool isInstalled)
    {
        this.endpoint = endpoint;
        Page = new(Html, isInstalled ? IdePage.Render(endpoint, options) : IdePage.RenderMissing(endpoint, options));
        files = new(StringComparer.Ordinal)
        {
            [$"{endpoint}/ide-bar.css"] = new("text/css; charset=utf-8", Embedded("ide-bar.css")),
            [$"{endpoint}/ide-bar.js"] = new("text/javascript; charset=utf-8", Embedded("ide-bar.js")),
        };
        if (!isInstalled)
            return;
        files[$"{endpoint}{Folder}/"] = new(Html, File.ReadAllText(Path.Combine(options.AssetsDirectory, Index)), IsInFrame: true);
        files[$"{endpoint}{Folder}/bcp-config.json"] = new("application/json", Settings(endpoint, options), IsInFrame: true);
    }

    /// <summary>The page that a browser gets at the endpoint.</summary>
    public IdeFile Page { get; }

    public bool IsEndpoint(PathString path) => path == endpoint || path == $"{endpoint}/";

    public bool IsServiceWorker(PathString path) => path == $"{endpoint}{Folder}/service-worker.js";

    public IdeFile? Find(PathString path) => files.GetValueOrDefault(path.Value ?? "");

    /// <summary>What Banana Cake Pop reads when it starts.</summary>
    private static string Settings(string endpoint, GraphQLIdeOptions options) => JsonSerializer.Serialize(new
    {
        useBrowserUrlAsEndpoint = true,
        endpoint,
        includeCookies = true,
        useGet = false,
        graphQLDocument = options.Document,
        disableTelemetry = true,
    });

    private static string Embedded(string name)
    {
        using var stream = typeof(IdeFiles).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
