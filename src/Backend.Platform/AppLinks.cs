using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.Platform;

/// <summary>Where people use what this server serves. <c>Backend:App</c>.</summary>
public sealed record AppOptions
{
    /// <summary>The address of the frontend, such as <c>https://work.example.org/</c>; null where there is none, and nothing links to it.</summary>
    public Uri? Url { get; init; }
}

/// <summary>Refuses to start with an address that is none.</summary>
internal sealed class AppOptionsValidator : IValidateOptions<AppOptions>
{
    public ValidateOptionsResult Validate(string? name, AppOptions options) => options.Url is null or { IsAbsoluteUri: true, Scheme: "https" or "http" }
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Backend__App__Url is '{options.Url}'. Set it to the address of the frontend, such as https://work.example.org/, or leave it out.");
}

/// <summary>Links into the frontend, for mails and other systems; null where no frontend is configured.</summary>
public sealed class AppLinks(IOptions<AppOptions> options)
{
    /// <summary>An issue: <c>{Url}/{workspace}/issues/{identifier}</c>.</summary>
    /// <param name="workspace">The workspace's slug.</param>
    /// <param name="identifier">The issue's identifier, such as <c>ENG-42</c>.</param>
    public Uri? Issue(string workspace, string identifier) => Link(workspace, "issues", identifier);

    /// <summary>The inbox: <c>{Url}/{workspace}/inbox</c>.</summary>
    /// <param name="workspace">The workspace's slug.</param>
    public Uri? Inbox(string workspace) => Link(workspace, "inbox");

    /// <summary>Anything else: <c>{Url}/{workspace}/{id}</c>, where the frontend finds out by the id what it shows.</summary>
    /// <param name="workspace">The workspace's slug.</param>
    /// <param name="id">The global id.</param>
    public Uri? Node(string workspace, string id) => Link(workspace, id);

    private Uri? Link(params string[] parts) => options.Value.Url is { } url
        ? new Uri($"{url.AbsoluteUri.TrimEnd('/')}/{string.Join('/', parts.Select(Uri.EscapeDataString))}")
        : null;
}

/// <summary>Registers links into the frontend.</summary>
public static class AppLinkServices
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddAppLinks(this IServiceCollection services)
    {
        services.AddOptions<AppOptions>().BindConfiguration("Backend:App").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AppOptions>, AppOptionsValidator>();
        return services.AddSingleton<AppLinks>();
    }
}
