using System.Globalization;
using GraphQL;

namespace Lintel.Server.Transport;

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
