using System.ComponentModel.DataAnnotations;

namespace Lintel.Server.Transport;

/// <summary>What one caller may ask of the transports. Limits of a document (depth, tokens, fields) belong to the graph.</summary>
internal sealed class TransportLimits
{
    public const string Section = "Lintel:Transport";

    /// <summary>Largest body of an HTTP request, in bytes. Default: 1 MB.</summary>
    [Range(1_024, 64 * 1_048_576)]
    public int BodyBytes { get; set; } = 1_048_576;

    /// <summary>Largest <c>variables</c> of a request, in bytes of their JSON: each value is read, coerced and checked. Default: 100,000.</summary>
    [Range(1_024, 16 * 1_048_576)]
    public int VariableBytes { get; set; } = 100_000;

    /// <summary>Largest message of a WebSocket client, in bytes. Default: 256 KB.</summary>
    [Range(1_024, 16 * 1_048_576)]
    public int SocketMessageBytes { get; set; } = 262_144;

    /// <summary>Operations that may run on one socket at a time. Default: 100.</summary>
    [Range(1, 10_000)]
    public int SubscriptionsPerSocket { get; set; } = 100;

    /// <summary>How long a new socket may take to send <c>connection_init</c>, in milliseconds. Default: 5,000.</summary>
    [Range(100, 60_000)]
    public int SocketInitTimeoutMilliseconds { get; set; } = 5_000;

    /// <summary>How often a ping goes out on a silent socket, in seconds; one unanswered for as long ends it. Default: 15.</summary>
    [Range(1, 600)]
    public int SocketHeartbeatSeconds { get; set; } = 15;

    /// <summary>Messages that may wait for a slow socket before it is closed with 4413. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int SocketBacklogMessages { get; set; } = 1_000;

    /// <summary>Bytes that may wait for a slow socket before it is closed with 4413. Default: 1 MB.</summary>
    [Range(1_024, 256 * 1_048_576)]
    public int SocketBacklogBytes { get; set; } = 1_048_576;

    /// <summary>Origins whose pages may call the server from a browser (CORS). Default: none.</summary>
    public string[] AllowedOrigins { get; set; } = [];
}
