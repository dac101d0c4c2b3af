using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Lintel.Client.Transport;

/// <summary>Opens graphql-transport-ws sessions.</summary>
internal sealed class WebSocketTransport(
    Func<Uri?> httpAddress,
    WebSocketOptions options,
    IAccessTokenProvider tokens,
    TimeProvider clock,
    ILogger logger
)
{
    public WebSocketOptions Options { get; } = options;

    public TimeProvider Clock { get; } = clock;

    public ILogger Logger { get; } = logger;

    /// <summary>A session past <c>connection_ack</c>, or why there is none. Throws only when the caller cancels.</summary>
    public async Task<(WebSocketSession? Session, ConnectionLoss? Loss)> ConnectAsync(CancellationToken cancellationToken)
    {
        var token = await tokens.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(Options.ConnectTimeout, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var socket = new ClientWebSocket();
        var session = new WebSocketSession(socket, Options.LongestMessage);
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
            loss = ConnectionLoss.Fault($"no connection within {Options.ConnectTimeout}", null);
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
        socket.KeepAliveInterval = Options.KeepAliveInterval;
        socket.KeepAliveTimeout = Options.KeepAliveTimeout;
        Options.ConfigureSocket?.Invoke(socket);
    }

    private static ConnectionLoss Refusal(HttpStatusCode status, WebSocketException fault) =>
        status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? new ConnectionLoss((int)status, fault.Message, IsFinal: true, fault)
            : ConnectionLoss.Fault(fault.Message, fault);

    private Uri Address()
    {
        if (Options.Uri is { } own)
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
