using System.Net;
using System.Net.Sockets;

namespace Lintel.Data.Webhooks;

/// <summary>
/// Connects to hosts that others name: the name is resolved here, and only an address that was checked is connected to, so that a name cannot lead
/// elsewhere between the check and the connection.
/// </summary>
internal sealed class GuardedConnection(HostNames names, WebhookOptions options)
{
    /// <summary>A handler that follows no redirect, uses no proxy and keeps no cookie.</summary>
    public SocketsHttpHandler Handler() =>
        new()
        {
            ConnectCallback = ConnectAsync,
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 16, // kilobytes
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var found = await names.ResolveAsync(context.DnsEndPoint.Host, cancellationToken);
        if (found.Count == 0)
        {
            throw new WebhookConnectionException(Domain.Webhooks.WebhookFailure.NameNotResolved);
        }

        var reached = found.Where(IsAllowed).ToList();
        if (reached.Count == 0)
        {
            throw new WebhookConnectionException(Domain.Webhooks.WebhookFailure.AddressRefused);
        }

        SocketException? last = null;
        foreach (var address in reached)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException refused)
            {
                socket.Dispose();
                last = refused;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!; // there was at least one address
    }

    private bool IsAllowed(IPAddress address) => InternetAddress.Is(address) || (options.AllowLoopback && InternetAddress.IsLoopback(address));
}

/// <summary>There is no address to connect to, or none that may be.</summary>
internal sealed class WebhookConnectionException(Domain.Webhooks.WebhookFailure failure) : IOException(failure.ToString())
{
    public Domain.Webhooks.WebhookFailure Failure => failure;
}
