using System.Net;

namespace Backend.Platform.Outgoing;

/// <summary>
/// The networks that are no part of the public internet, or through which others are reached: the registries of special-purpose
/// addresses (<see href="https://www.iana.org/assignments/iana-ipv4-special-registry/"/>,
/// <see href="https://www.iana.org/assignments/iana-ipv6-special-registry/"/>), multicast, and what clouds use for themselves.
/// </summary>
internal static class SpecialNetworks
{
    /// <summary>What no configuration opens: links, and the places where clouds keep the credentials of their machines.</summary>
    public static IReadOnlyList<IPNetwork> Never { get; } =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("168.63.129.16/32"), IPNetwork.Parse("100.100.100.200/32"),
        IPNetwork.Parse("192.0.0.192/32"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("255.255.255.255/32"),
        IPNetwork.Parse("::/128"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"), IPNetwork.Parse("fd00:ec2::254/128"), IPNetwork.Parse("fd20:ce::254/128"),
    ];

    /// <summary>What is refused unless it is allowed: of IPv4 these, everything else is public.</summary>
    public static IReadOnlyList<IPNetwork> NotPublicV4 { get; } =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.31.196.0/24"), IPNetwork.Parse("192.52.193.0/24"),
        IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("192.175.48.0/24"), IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("240.0.0.0/4"),
    ];

    /// <summary>Of IPv6 only this is public: mapped and compatible addresses, NAT64 and unique local ones lie outside of it.</summary>
    public static IPNetwork PublicV6 { get; } = IPNetwork.Parse("2000::/3");

    /// <summary>What lies within it and is not public: Teredo and its neighbours, documentation, and 6to4, which hides an IPv4 address.</summary>
    public static IReadOnlyList<IPNetwork> NotPublicV6 { get; } =
    [
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("2620:4f:8000::/48"), IPNetwork.Parse("3fff::/20"),
    ];
}
