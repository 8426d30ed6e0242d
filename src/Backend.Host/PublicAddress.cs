using Backend.Platform;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Backend.Host;

/// <summary>
/// The address under which browsers and clients reach the server: <c>Backend:PublicUrl</c>, else the first address it
/// listens on, else the first of <c>urls</c>, else <c>http://127.0.0.1:5080</c>. Asked for late, because the port may be
/// known only once the server listens.
/// </summary>
internal sealed class PublicAddress(IConfiguration configuration, IServer? server = null) : IPublicAddress
{
    /// <summary>The configuration key.</summary>
    public const string Key = "Backend:PublicUrl";

    private const string Default = "http://127.0.0.1:5080";

    /// <summary>Whether an operator fixed the address, which then is the only one that sign-in uses.</summary>
    public bool IsConfigured => Configured is not null;

    /// <inheritdoc />
    public Uri Value
    {
        get
        {
            var address = Configured
                ?? server?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
                ?? configuration[WebHostDefaults.ServerUrlsKey]?.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
                ?? Default;

            // A wildcard is an address to listen on, not one to visit.
            var binding = BindingAddress.Parse(address);
            var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : binding.Host;
            return new UriBuilder(binding.Scheme, host, binding.Port, binding.PathBase.TrimEnd('/') + "/").Uri;
        }
    }

    /// <summary>What is wrong with the configured address, and how to mend it; null if nothing is.</summary>
    public string? Problem =>
        Configured is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? $"Backend__PublicUrl is '{url}'. Set it to the address that browsers use, such as https://work.example.com/."
            : null;

    /// <summary>The scheme, host and port, as browsers send them in <c>Origin</c>.</summary>
    public string Origin => Value.GetLeftPart(UriPartial.Authority);

    private string? Configured => configuration[Key] is { Length: > 0 } url ? url : null;
}
