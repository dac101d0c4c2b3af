using System.Globalization;
using GraphQL;

namespace Lintel.Server.Transport;

/// <summary>Codes of the refusals that happen before, or around, the graph.</summary>
internal static class TransportCodes
{
    public const string Malformed = "REQUEST_MALFORMED";
    public const string TooLarge = "REQUEST_TOO_LARGE";
    public const string Batch = "BATCH_REFUSED";
    public const string MediaType = "MEDIA_TYPE_UNSUPPORTED";
    public const string NotAcceptable = "NOT_ACCEPTABLE";
    public const string Method = "METHOD_NOT_ALLOWED";
    public const string CrossSite = "CROSS_SITE_REQUEST";
    public const string NeedsSocket = "SUBSCRIPTION_NEEDS_SOCKET";
    public const string TooManyAttempts = "TOO_MANY_ATTEMPTS";
    public const string TooManySubscriptions = "TOO_MANY_SUBSCRIPTIONS";
    public const string SlowConsumer = "SLOW_CONSUMER";
    public const string ServerStopping = "SERVER_STOPPING";
    public const string TokenExpired = "TOKEN_EXPIRED";
    public const string TooManyOperations = "TOO_MANY_OPERATIONS";
    public const string JsonTooDeep = "JSON_TOO_DEEP";
    public const string BodyTooSlow = "BODY_TOO_SLOW";
}

/// <summary>A request that never reached the graph: the HTTP status, our code and one plain sentence.</summary>
internal sealed record RequestFault(int Status, string Code, string Message)
{
    /// <summary>After how many seconds to come again; null: that would change nothing.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static RequestFault TooManyAttempts(TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        return new(
            StatusCodes.Status429TooManyRequests,
            TransportCodes.TooManyAttempts,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Too many API keys that are not valid came from here or under this prefix. Wait {seconds} seconds."
            )
        )
        {
            RetryAfterSeconds = seconds,
        };
    }

    public static RequestFault Malformed(string message) => new(StatusCodes.Status400BadRequest, TransportCodes.Malformed, message);

    public ExecutionResult ToResult() => new(new ExecutionError(Message) { Code = Code });
}
