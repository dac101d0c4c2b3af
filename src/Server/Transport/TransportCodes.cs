using Lintel.Schema.Shared.Errors;

namespace Lintel.Server.Transport;

/// <summary>Codes of the refusals that happen before, or around, the graph.</summary>
internal static class TransportCodes
{
    [RequestCode("The request is no GraphQL request; the message says what is wrong.", "Correct it.", 400)]
    public const string Malformed = "REQUEST_MALFORMED";

    [RequestCode("The body, a file or the variables are larger than they may be.", "Send less at a time.", 413)]
    public const string TooLarge = "REQUEST_TOO_LARGE";

    [RequestCode(
        "Batches are switched off, or this one has no operation or more than Lintel:Transport:BatchOperations.",
        "Send the operations one by one.",
        400
    )]
    public const string Batch = "BATCH_REFUSED";

    [RequestCode("The body is of a media type that is not read here.", "Send application/json (or, to /uploads, the file itself).", 415)]
    public const string MediaType = "MEDIA_TYPE_UNSUPPORTED";

    [RequestCode(
        "Nothing that is accepted can be answered with.",
        "Accept application/graphql-response+json, application/json or text/event-stream (no batch).",
        406
    )]
    public const string NotAcceptable = "NOT_ACCEPTABLE";

    [RequestCode("The method is neither GET nor POST.", "Use POST, or GET for a query.", 405)]
    public const string Method = "METHOD_NOT_ALLOWED";

    [RequestCode("A GET from a page of another site.", "Send the header GraphQL-Require-Preflight: 1, or POST.", 403)]
    public const string CrossSite = "CROSS_SITE_REQUEST";

    [RequestCode(
        "A subscription is a stream, and this is asked for as one answer.",
        "Ask with Accept: text/event-stream (graphql-sse), or over graphql-transport-ws.",
        400
    )]
    public const string NeedsSocket = "SUBSCRIPTION_NEEDS_SOCKET";

    [RequestCode(
        "Too many API keys that are not valid came from your address or under this prefix.",
        "Come again after Retry-After seconds, with a valid key.",
        429
    )]
    public const string TooManyAttempts = "TOO_MANY_ATTEMPTS";

    [RequestCode("The socket runs as many operations as it may, or you have as many event streams open.", "End one, or open another socket.", 429)]
    public const string TooManySubscriptions = "TOO_MANY_SUBSCRIPTIONS";

    [RequestCode(
        "The last event of a stream: its client reads too slowly.",
        "Subscribe again with after: the place in extensions.after, and read faster."
    )]
    public const string SlowConsumer = "SLOW_CONSUMER";

    [RequestCode(
        "The last event of a stream, or an operation that came on a socket of a stopping server.",
        "Connect again, and subscribe with after: the place in extensions.after."
    )]
    public const string ServerStopping = "SERVER_STOPPING";

    [RequestCode(
        "The last event of a stream: the token or API key has expired.",
        "Get a new one, and subscribe with after: the place in extensions.after."
    )]
    public const string TokenExpired = "TOKEN_EXPIRED";

    [RequestCode(
        "The last event of a stream: your account was closed, or has another role or place. Nothing that was committed since was sent.",
        "Sign in again, and subscribe with after: the position of the last item you handled."
    )]
    public const string AccessChanged = "ACCESS_CHANGED";

    [RequestCode(
        "You have Lintel:Transport:OperationsPerViewer operations under way over HTTP. Nothing ran.",
        "Come again after Retry-After seconds.",
        429
    )]
    public const string TooManyOperations = "TOO_MANY_OPERATIONS";

    [RequestCode("The JSON of the request is nested more deeply than Lintel:Transport:JsonDepth.", "Give flatter variables.", 400)]
    public const string JsonTooDeep = "JSON_TOO_DEEP";

    [RequestCode("The body came more slowly than Lintel:Transport:BodyBytesPerSecond.", "Send it again over a better line.", 408)]
    public const string BodyTooSlow = "BODY_TOO_SLOW";
}
