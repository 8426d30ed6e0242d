using System.Net;
using System.Net.Sockets;

namespace Backend.GraphQL;

/// <summary>The address of a caller as it is kept and counted.</summary>
public static class CallerAddress
{
    /// <summary>
    /// The address, of version 6 its network: one customer of a provider has 2^64 of those. One of version 4 that came by a
    /// socket of version 6 is the one of version 4.
    /// </summary>
    public static string? Of(IPAddress? address) => address switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Cut(address, 8).ToString(),
        _ => address.ToString(),
    };

    /// <summary>The network of an address that <see cref="Of"/> gave: of version 4 the 256 addresses around it.</summary>
    public static string NetworkOf(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
            return address;
        return parsed.AddressFamily == AddressFamily.InterNetworkV6 ? $"{Cut(parsed, 8)}/64" : $"{Cut(parsed, 3)}/24";
    }

    private static IPAddress Cut(IPAddress address, int kept)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(kept).Clear();
        return new IPAddress(bytes);
    }
}
