using System.Net;
using System.Net.Sockets;

namespace Backend.Platform.Outgoing;

/// <summary>A call that was not made, because of the address that it would have gone to.</summary>
/// <param name="message">Why.</param>
public sealed class OutgoingRefusedException(string message) : IOException(message);

/// <summary>
/// Opens connections to addresses that were checked, and to no others: the name is resolved here, every address that it stands
/// for is judged, and the connection goes to one of those very addresses. A name that answers otherwise when it is asked again
/// gains nothing.
/// </summary>
internal sealed class OutgoingConnector(OutgoingPolicy policy, IHostResolver resolver)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isPlain = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttp;
        var addresses = await FindAsync(host, isPlain, cancellationToken);
        Exception? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException error)
            {
                socket.Dispose();
                last = error;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!;
    }

    private async Task<IReadOnlyList<IPAddress>> FindAsync(string host, bool isPlain, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolver.ResolveAsync(host, cancellationToken);
        if (addresses.Count == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses)
        {
            // One that is refused refuses all: a name that stands for public and private addresses at once is up to something.
            if (!policy.IsAllowed(address))
                throw new OutgoingRefusedException("The host stands for an address that is not on the public internet.");
            if (isPlain && !policy.IsListed(address))
                throw new OutgoingRefusedException("Only https is called.");
        }

        return addresses;
    }
}
