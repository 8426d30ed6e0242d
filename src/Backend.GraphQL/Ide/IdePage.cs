using System.Text.Encodings.Web;

namespace Backend.GraphQL;

/// <summary>The page around the IDE: a bar that says who is signed in, and a frame with the IDE as its makers ship it.</summary>
internal static class IdePage
{
    public static string Render(string endpoint, GraphQLIdeOptions options) => Document(
        endpoint, options,
        $"""<iframe src="{Encode(endpoint)}{IdeFiles.Folder}/" title="GraphQL IDE" allow="clipboard-read; clipboard-write"></iframe>""",
        $"""<a href="{Encode(endpoint)}{IdeFiles.Folder}/LICENSE">IDE licence</a>""");

    public static string RenderMissing(string endpoint, GraphQLIdeOptions options) => Document(
        endpoint, options,
        $"""
        <main>
          <h1>The GraphQL IDE is not installed</h1>
          <p>The API answers at this address all the same; only this page for trying it out is missing.</p>
          <p>{Encode(options.HowToInstall)}</p>
        </main>
        """,
        "");

    private static string Document(string endpoint, GraphQLIdeOptions options, string body, string links) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>{Encode(options.Title)}</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="{Encode(endpoint)}/ide-bar.css">
          <script type="module" src="{Encode(endpoint)}/ide-bar.js"></script>
        </head>
        <body>
          <header>
            <strong>{Encode(options.Title)}</strong>
            {Session(options)}
            <nav aria-label="About the API">
              <a href="{Encode(endpoint)}/schema.graphql">Schema</a>
              {links}
            </nav>
          </header>
          {body}
        </body>
        </html>
        """;

    private static string Session(GraphQLIdeOptions options) => options.SessionPath is null
        ? ""
        : $"""
          <p id="session" role="status" data-session="{Encode(options.SessionPath)}" data-sign-in="{Encode(options.SignInPath)}" data-sign-out="{Encode(options.SignOutPath)}"></p>
          """;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
