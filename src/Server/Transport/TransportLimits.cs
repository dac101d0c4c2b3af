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

    /// <summary>Levels of objects and lists inside one another in the JSON of a request, the request itself counted. Default: 64.</summary>
    [Range(8, 64)]
    public int JsonDepth { get; set; } = 64;

    /// <summary>
    /// Time for a query or a mutation, in seconds; what is not done by then is cancelled, down to the statement, and rolled back. An import has as
    /// long as it takes. Default: 10.
    /// </summary>
    [Range(1, 600)]
    public int ExecutionSeconds { get; set; } = 10;

    /// <summary>Operations of one signed-in viewer that may be under way over HTTP at a time. Default: 32.</summary>
    [Range(1, 10_000)]
    public int OperationsPerViewer { get; set; } = 32;

    /// <summary>Event streams (graphql-sse) that one signed-in viewer may have open at a time. Default: 100.</summary>
    [Range(1, 10_000)]
    public int EventStreamsPerViewer { get; set; } = 100;

    /// <summary>Operations that one request may carry as a JSON array; 0: no request may. Default: 0.</summary>
    [Range(0, 10)]
    public int BatchOperations { get; set; }

    /// <summary>
    /// How long anybody may keep an answer to a query by GET that needs no sign-in, in seconds; other answers are asked about each time. Default: 60.
    /// </summary>
    [Range(0, 86_400)]
    public int PublicCacheSeconds { get; set; } = 60;

    /// <summary>Slowest body of a request, in bytes a second, after <see cref="BodyGraceSeconds"/>. Default: 240.</summary>
    [Range(1, 1_048_576)]
    public int BodyBytesPerSecond { get; set; } = 240;

    /// <summary>How long a body may come slower than that before its request is cut off, in seconds. Default: 5.</summary>
    [Range(2, 600)]
    public int BodyGraceSeconds { get; set; } = 5;

    /// <summary>Time for the headers of a request, in seconds. Default: 15.</summary>
    [Range(1, 600)]
    public int HeaderSeconds { get; set; } = 15;

    /// <summary>How long a connection may wait for its next request, in seconds. Default: 130.</summary>
    [Range(1, 3_600)]
    public int KeepAliveSeconds { get; set; } = 130;

    /// <summary>Connections at a time, sockets not counted; one more is closed. Default: 20,000.</summary>
    [Range(1, 1_000_000)]
    public int Connections { get; set; } = 20_000;

    /// <summary>Sockets at a time; one more is refused. Default: 20,000.</summary>
    [Range(1, 1_000_000)]
    public int Sockets { get; set; } = 20_000;

    /// <summary>How long a stop waits for what is under way, in seconds; what takes longer is cut off. Default: 20.</summary>
    [Range(1, 300)]
    public int DrainSeconds { get; set; } = 20;

    /// <summary>
    /// How long a stopping server says that it is not ready before it lets go of its address, in seconds, for load balancers that ask. It is part of
    /// <see cref="DrainSeconds"/>. Default: 0.
    /// </summary>
    [Range(0, 300)]
    public int DrainNoticeSeconds { get; set; }

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

    /// <summary>How often a comment goes out on a silent event stream, in seconds. Default: 15.</summary>
    [Range(1, 600)]
    public int EventStreamHeartbeatSeconds { get; set; } = 15;

    /// <summary>Messages that may wait for a slow socket before it is closed with 4413, or events before a stream is ended. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int SocketBacklogMessages { get; set; } = 1_000;

    /// <summary>Bytes that may wait for a slow socket or event stream. Default: 1 MB.</summary>
    [Range(1_024, 256 * 1_048_576)]
    public int SocketBacklogBytes { get; set; } = 1_048_576;

    /// <summary>Origins whose pages may call the server from a browser (CORS). Default: none.</summary>
    public string[] AllowedOrigins { get; set; } = [];
}
