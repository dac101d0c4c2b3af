using System.Net;
using System.Net.WebSockets;

namespace Lintel.Client.Transport;

/// <summary>Opens graphql-transport-ws sessions.</summary>
internal sealed class WebSocketTransport(Func<Uri?> httpAddress, WebSocketOptions options, TimeProvider clock) : ISubscriptionTransport
{
    /// <summary>A session past <c>connection_ack</c>, or why there is none.</summary>
    public async Task<(ISubscriptionSession? Session, ConnectionLoss? Loss)> ConnectAsync(string? token, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var socket = new ClientWebSocket();
        var session = new WebSocketSession(socket, options.LongestMessage);
        ConnectionLoss? loss;
        try
        {
            Prepare(socket.Options);
            await socket.ConnectAsync(Address(), either.Token).ConfigureAwait(false);
            loss = await session.InitializeAsync(token, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException)
        {
            loss = ConnectionLoss.Fault($"no connection within {options.ConnectTimeout}", null) with { IsAboutTheTransport = true };
        }
        catch (WebSocketException fault)
        {
            loss = Refusal(socket.HttpStatusCode, fault);
        }

        if (loss is null)
        {
            return (session, null);
        }

        await session.DisposeAsync().ConfigureAwait(false);
        return (null, loss);
    }

    private void Prepare(ClientWebSocketOptions socket)
    {
        socket.AddSubProtocol("graphql-transport-ws");
        socket.CollectHttpResponseDetails = true;
        socket.KeepAliveInterval = options.KeepAliveInterval;
        socket.KeepAliveTimeout = options.KeepAliveTimeout;
        options.ConfigureSocket?.Invoke(socket);
    }

    private static ConnectionLoss Refusal(HttpStatusCode status, WebSocketException fault) =>
        (int)status switch
        {
            401 or 403 => new ConnectionLoss((int)status, fault.Message, IsFinal: true, fault),
            // Something on the way, or the server, speaks HTTP and lets no socket through.
            0 or (>= 500 and not 501) => ConnectionLoss.Fault(fault.Message, fault),
            _ => ConnectionLoss.Fault(fault.Message, fault) with { IsAboutTheTransport = true },
        };

    private Uri Address()
    {
        if (options.Uri is { } own)
        {
            return own;
        }

        var http =
            httpAddress()
            ?? throw new InvalidOperationException("The client has no address: call ConfigureHttpClient(http => http.BaseAddress = …).");
        var scheme = string.Equals(http.Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        return new UriBuilder(http) { Scheme = scheme, Port = http.Port }.Uri;
    }
}
