using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Backend.GraphQL;

/// <summary>Serves Banana Cake Pop, whole and unchanged, from this server alone.</summary>
public static class GraphQLIde
{
    /// <summary>Adds what the IDE's files are sent with.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddGraphQLIde(this IServiceCollection services) =>
        // Compressed over https too: these files hold nothing secret that their length could give away.
        services.AddResponseCompression(compression => compression.EnableForHttps = true);

    /// <summary>
    /// Answers browsers that visit the GraphQL endpoint with the IDE, and serves its files below <c>{path}/ide/</c>. Comes
    /// before the endpoints; whatever is not a browser's visit passes by.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="path">The GraphQL endpoint, such as <c>/graphql</c>.</param>
    /// <param name="options">What the page shows.</param>
    /// <returns>The pipeline.</returns>
    public static IApplicationBuilder UseGraphQLIde(this IApplicationBuilder app, string path, GraphQLIdeOptions options)
    {
        var isInstalled = File.Exists(Path.Combine(options.AssetsDirectory, IdeFiles.Index));
        app.UseMiddleware<IdeMiddleware>(new IdeFiles(path, options, isInstalled));
        if (!isInstalled)
            return app;
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments($"{path}{IdeFiles.Folder}/static", StringComparison.Ordinal),
            branch => branch.UseResponseCompression());
        return app.UseStaticFiles(Assets(path, options.AssetsDirectory));
    }

    private static StaticFileOptions Assets(string path, string directory)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".cjs"] = types.Mappings[".mjs"] = types.Mappings[".js"];
        return new()
        {
            FileProvider = new PhysicalFileProvider(directory),
            RequestPath = path + IdeFiles.Folder,
            ContentTypeProvider = types,
            // The licence, whose terms go along with every copy, has no extension.
            ServeUnknownFileTypes = true,
            DefaultContentType = "text/plain; charset=utf-8",
            OnPrepareResponse = prepared => Prepare(prepared.Context),
        };
    }

    private static void Prepare(HttpContext context)
    {
        // The names below static/ carry a hash of the content; a file that changes gets another name.
        var isNamedByContent = context.Request.Path.Value!.Contains("/static/", StringComparison.Ordinal);
        context.Response.Headers[HeaderNames.CacheControl] = isNamedByContent ? "public, max-age=31536000, immutable" : "no-cache";
        IdeHeaders.ApplyToFrame(context);
    }
}
