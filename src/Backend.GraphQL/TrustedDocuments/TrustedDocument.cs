using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL;

/// <summary>A document that the server's owner trusts, known by the SHA-256 of its exact text.</summary>
/// <param name="Hash">The hash in lower-case hexadecimal.</param>
/// <param name="Name">The file it comes from.</param>
/// <param name="Text">The text.</param>
public sealed record TrustedDocument(string Hash, string Name, string Text)
{
    /// <summary>The hash of a text.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Registers trusted documents.</summary>
public static class TrustedDocumentsRegistration
{
    /// <summary>
    /// Adds the documents embedded in an assembly, with a manifest of lines <c>hash  name</c> as <c>sha256sum</c> writes them.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="assembly">The assembly.</param>
    /// <param name="manifest">The manifest's resource name; the documents' names are its lines' names.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">A document is not the one that the manifest names.</exception>
    public static IServiceCollection AddTrustedDocuments(this IServiceCollection services, Assembly assembly, string manifest)
    {
        foreach (var line in Read(assembly, manifest).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (hash, name) = (line[..64], line[66..]);
            var text = Read(assembly, name);
            if (TrustedDocument.HashOf(text) != hash)
                throw new InvalidOperationException($"The trusted document {name} is not the one whose hash the manifest holds. Build the server again.");
            services.AddSingleton(new TrustedDocument(hash, name, text));
        }

        return services;
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no resource {resource}.");
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        return reader.ReadToEnd();
    }
}
