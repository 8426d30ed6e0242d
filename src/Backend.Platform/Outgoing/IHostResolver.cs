using System.Net;

namespace Backend.Platform.Outgoing;

/// <summary>Finds the addresses of a host: the system's resolver.</summary>
public interface IHostResolver
{
    /// <summary>All addresses of a host.</summary>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}

internal sealed class SystemHostResolver : IHostResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}
