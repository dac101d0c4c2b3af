using System.Net;
using System.Net.Sockets;

namespace Lintel.Data.Webhooks;

/// <summary>Looks up the addresses of hosts.</summary>
public abstract class HostNames
{
    /// <summary>The addresses of a name, or the one that the text itself is; none: there are none.</summary>
    public abstract Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>As the machine's resolver knows them.</summary>
internal sealed class ResolvedHostNames : HostNames
{
    public override async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
