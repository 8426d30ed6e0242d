using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace Backend.Modules.Notifications.Mail.Unsubscribing;

/// <summary>The page behind the link of a mail: a sentence and, where there is something to do, a button. No script, nothing fetched.</summary>
internal static class UnsubscribePage
{
    private const string Style = """
        :root { color-scheme: light dark; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
        main { max-width: 26rem; padding: 2rem; }
        h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
        p { margin: 0 0 1.5rem; }
        button { padding: .625rem 1.125rem; border: 0; border-radius: .5rem; font: inherit; font-weight: 600; background: #0b57d0; color: #fff; cursor: pointer; }
        button:focus-visible { outline: 3px solid #8ab4f8; outline-offset: 2px; }
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static Task WriteAsync(HttpContext context, int status, string title, string text, string? button)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        // The address is a secret of whoever has the mail.
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{Encode(title)}</title>
              <style>{Style}</style>
            </head>
            <body>
              <main>
                <h1>{Encode(title)}</h1>
                <p>{Encode(text)}</p>
                {(button is null ? "" : $"<form method=\"post\"><button>{Encode(button)}</button></form>")}
              </main>
            </body>
            </html>
            """,
            context.RequestAborted);
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
