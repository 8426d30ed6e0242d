using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Backend.Platform.Outgoing;

/// <summary>Decides which addresses may be called: public ones, and those that the operator allows.</summary>
public sealed class OutgoingPolicy(IOptions<OutgoingOptions> options)
{
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private readonly IReadOnlyList<IPNetwork> allowed = options.Value.ReadNetworks();

    /// <summary>Whether the operator allows anything beyond the public internet.</summary>
    public bool AllowsMore => allowed.Count > 0;

    /// <summary>Whether an address may be called.</summary>
    public bool IsAllowed(IPAddress address) => !IsNever(address) && (IsPublic(address) || IsListed(address));

    /// <summary>Whether the operator has named a network that holds the address.</summary>
    public bool IsListed(IPAddress address)
    {
        if (IsNever(address) || !Contains(allowed, address))
            return false;
        // Where a network has addresses of the other kind behind NAT64, it is that address which is called.
        return !Nat64.Contains(address) || IsAllowed(new IPAddress(address.GetAddressBytes()[12..]));
    }

    // With a scope an address is of one link, whatever its bits say; a mapped one is another spelling, which nobody needs.
    private static bool IsNever(IPAddress address) => Contains(SpecialNetworks.Never, address)
        || (address.AddressFamily == AddressFamily.InterNetworkV6 && (address.ScopeId != 0 || address.IsIPv4MappedToIPv6));

    private static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Contains(SpecialNetworks.NotPublicV4, address),
        AddressFamily.InterNetworkV6 => SpecialNetworks.PublicV6.Contains(address) && !Contains(SpecialNetworks.NotPublicV6, address),
        _ => false,
    };

    private static bool Contains(IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address))
                return true;
        }

        return false;
    }
}
