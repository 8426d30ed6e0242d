using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace Backend.Host.Authentication;

/// <summary>The other origins whose pages may call this server: exactly those that the operator named, and no pattern.</summary>
internal sealed class AllowedOrigins(IOptions<BackendAuthOptions> options)
{
    private static readonly string[] Headers =
    [
        "Accept", "Authorization", "Content-Type", "GraphQL-Preflight", "Apollo-Require-Preflight", "Backend-Workspace", "Backend-Sync-Id",
        "Idempotency-Key", "traceparent", "tracestate",
    ];

    private static readonly string[] Exposed = ["Idempotency-Replayed", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"];

    private readonly HashSet<string> origins = new(options.Value.AllowedOrigins, StringComparer.OrdinalIgnoreCase);

    public bool IsEmpty => origins.Count == 0;

    public bool Contains(string origin) => origins.Contains(origin);

    public void Configure(CorsPolicyBuilder policy) => policy
        .SetIsOriginAllowed(Contains)
        .AllowCredentials()
        .WithHeaders(Headers)
        .WithExposedHeaders(Exposed)
        .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Put)
        .SetPreflightMaxAge(TimeSpan.FromMinutes(10));

    /// <summary>What is wrong with an origin, and how to mend it; null if nothing is.</summary>
    public static string? Problem(string origin, string key, bool isDevelopment) =>
        !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")
            || !string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase) || origin.Contains('*', StringComparison.Ordinal)
            ? $"{key} is '{origin}'. Set it to a scheme, a host and perhaps a port, with nothing behind, such as https://app.example.com."
            : uri.Scheme == Uri.UriSchemeHttp && !(isDevelopment && uri.IsLoopback)
                ? $"{key} is '{origin}'. Use an https origin; http is accepted only for this machine, in Development."
                : null;
}
