using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using OpenIddict.Abstractions;

namespace Backend.Host.DevelopmentIssuer;

internal static class SignInHtml
{
    public const string PersonField = "person";

    public static string Render(OpenIddictRequest request, AntiforgeryTokenSet antiforgery, string stylePath) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>Sign in</title>
          <link rel="stylesheet" href="{Encode(stylePath)}">
        </head>
        <body>
          <main>
            <h1>Sign in</h1>
            <p>Choose who you want to be. These are the people of the demo workspace; they have no passwords, and this page
              exists only while the server runs in Development.</p>
            <form method="post" action="">
              {Hidden(antiforgery.FormFieldName, antiforgery.RequestToken)}
              {string.Join("\n      ", request.GetParameters().Select(parameter => Hidden(parameter.Key, (string?)parameter.Value)))}
              <ul>
                {string.Join("\n        ", DemoPeople.All.Select(Button))}
              </ul>
              <button class="cancel" name="{PersonField}" value="">Cancel</button>
            </form>
            <p class="client">Asked for by <strong>{Encode(request.ClientId)}</strong></p>
          </main>
        </body>
        </html>
        """;

    private static string Button(DemoPerson person) =>
        $"""
        <li><button name="{PersonField}" value="{Encode(person.Subject)}">
          <span class="initial" aria-hidden="true">{Encode(person.Name[..1])}</span>
          <span class="person"><span class="name">{Encode(person.Name)}</span> <span class="email">{Encode(person.Email)}</span></span>
          <span class="role">{Encode(person.Role)}</span>
        </button></li>
        """;

    private static string Hidden(string name, string? value) =>
        $"<input type=\"hidden\" name=\"{Encode(name)}\" value=\"{Encode(value)}\">";

    private static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
