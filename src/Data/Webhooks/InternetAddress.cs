using System.Net;
using System.Net.Sockets;

namespace Lintel.Data.Webhooks;

/// <summary>
/// Tells addresses of the internet from those that only this network, this machine or its cloud knows (RFC 6890 and IANA's special-purpose registries). An
/// address that carries another one inside, as NAT64 and 6to4 do, is none: what it leads to is not seen here.
/// </summary>
public static class InternetAddress
{
    private static readonly IPNetwork[] SpecialIPv4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"), // carriers' own; a cloud's metadata among them
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("168.63.129.16/32"), // a cloud's host
        IPNetwork.Parse("169.254.0.0/16"), // link-local; clouds' metadata
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/3"), // multicast, reserved, broadcast
    ];

    /// <summary>What is given out to hosts of the internet; all else is unique-local, link-local, multicast, NAT64 or not given out.</summary>
    private static readonly IPNetwork GlobalIPv6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialIPv6 =
    [
        IPNetwork.Parse("2001::/23"), // protocols: Teredo, benchmarks, ORCHID
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"), // 6to4
        IPNetwork.Parse("3fff::/20"),
    ];

    public static bool Is(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = Plain(address);
        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !SpecialIPv4.Any(network => network.Contains(plain)),
            AddressFamily.InterNetworkV6 => plain.ScopeId == 0 && GlobalIPv6.Contains(plain) && !SpecialIPv6.Any(network => network.Contains(plain)),
            _ => false,
        };
    }

    /// <summary>An address of this machine by which nobody else reaches it.</summary>
    public static bool IsLoopback(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return IPAddress.IsLoopback(Plain(address));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
