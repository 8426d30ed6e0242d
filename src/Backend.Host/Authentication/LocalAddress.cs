namespace Backend.Host.Authentication;

/// <summary>Where a browser goes after a sign-in or sign-out: to an address of this server, whatever a link asks for.</summary>
internal static class LocalAddress
{
    private const string Home = "/graphql";

    /// <summary>
    /// The address if it is a path of this server's own, else the start page. Browsers read a backslash as a slash and leave
    /// out tabs and line breaks, so <c>/\t/elsewhere.example</c> is another server's.
    /// </summary>
    public static string Of(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(character => char.IsControl(character) || character == '\\') ? url : Home;
}
