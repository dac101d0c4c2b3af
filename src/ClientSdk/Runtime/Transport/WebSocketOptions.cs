using System.Net.WebSockets;

namespace Lintel.Client;

/// <summary>Over what subscriptions run.</summary>
public enum SubscriptionTransport
{
    /// <summary>A WebSocket; where none gets through, server-sent events over HTTP.</summary>
    Automatic,

    /// <summary>WebSockets only.</summary>
    WebSocket,

    /// <summary>Server-sent events (graphql-sse) only.</summary>
    EventStream,
}

/// <summary>How subscriptions connect, and how they come back when the connection is lost.</summary>
public sealed class WebSocketOptions
{
    /// <summary>Over what subscriptions run. Default: a socket, or an event stream where no socket gets through.</summary>
    public SubscriptionTransport Transport { get; set; }

    /// <summary>The address (<c>ws</c> or <c>wss</c>). Default: that of the HTTP client with the scheme changed.</summary>
    public Uri? Uri { get; set; }

    /// <summary>How long connecting and <c>connection_init</c> may take together. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After so long without traffic the client asks whether the server is still there. Default: 15 s.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A server that leaves the question unanswered for so long is given up, and the socket made anew. Default: 15 s.</summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The wait before the first attempt to reconnect; it doubles with each further one. Default: 250 ms.</summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between two attempts. Default: 30 s.</summary>
    public TimeSpan LongestReconnectDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The share of each wait that is left to chance, from 0 to 1, so that many clients do not come back at once. Default: 0.5.
    /// </summary>
    public double ReconnectJitter { get; set; } = 0.5;

    /// <summary>How many attempts in a row may fail before the subscription throws. Default: null, no limit.</summary>
    public int? ReconnectAttempts { get; set; }

    /// <summary>The longest message taken, in bytes; a longer one ends the connection. Default: 16 MB.</summary>
    public int LongestMessage { get; set; } = 16 * 1024 * 1024;

    /// <summary>Sets what else the socket needs: proxy, certificates, headers. Called for each connection. Default: nothing.</summary>
    public Action<ClientWebSocketOptions>? ConfigureSocket { get; set; }
}
