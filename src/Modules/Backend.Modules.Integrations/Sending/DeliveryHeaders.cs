using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Backend.Modules.Integrations.Sending;

/// <summary>Headers as they are kept with an attempt: without what is secret in them.</summary>
internal static class DeliveryHeaders
{
    public const string Signature = "webhook-signature";

    private const int Most = 50;
    private const int Longest = 1_024;

    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        Signature, "authorization", "proxy-authorization", "cookie", "set-cookie", "set-cookie2", "www-authenticate", "proxy-authenticate", "authentication-info",
        "x-api-key", "x-auth-token", "x-csrf-token", "x-amz-security-token",
    };

    public static JsonObject Of(params HttpHeaders?[] headers)
    {
        var kept = new JsonObject();
        foreach (var (name, values) in headers.OfType<HttpHeaders>().SelectMany(some => some.NonValidated).Where(header => !Secret.Contains(header.Key)).Take(Most))
            kept[name.ToLowerInvariant()] = Cut(values.ToString());
        return kept;
    }

    private static string Cut(string value) => value.Length <= Longest ? value : value[..Longest];
}
