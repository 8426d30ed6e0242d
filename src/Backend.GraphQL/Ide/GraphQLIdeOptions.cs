namespace Backend.GraphQL;

/// <summary>What the IDE page shows, and where its parts are.</summary>
public sealed record GraphQLIdeOptions
{
    /// <summary>The folder with the files of <c>@chillicream/bananacakepop-graphql-ide</c>; where it is missing, the page says so.</summary>
    public required string AssetsDirectory { get; init; }

    /// <summary>What to do when the files are missing, for whoever runs the server.</summary>
    public required string HowToInstall { get; init; }

    /// <summary>The title of the page.</summary>
    public string Title { get; init; } = "GraphQL";

    /// <summary>The document of a new tab.</summary>
    public string? Document { get; init; }

    /// <summary>
    /// Where the page asks who is signed in; the answer is <c>{ "signedIn": true, "name": "...", "email": "..." }</c>.
    /// Null where nobody signs in with this browser.
    /// </summary>
    public string? SessionPath { get; init; }

    /// <summary>Where a browser signs in; <c>returnUrl</c> is added.</summary>
    public string SignInPath { get; init; } = "/auth/login";

    /// <summary>Where a browser signs out; <c>returnUrl</c> is added.</summary>
    public string SignOutPath { get; init; } = "/auth/logout";
}
