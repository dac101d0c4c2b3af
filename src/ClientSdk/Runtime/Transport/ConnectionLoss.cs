using System.Globalization;

namespace Lintel.Client.Transport;

/// <summary>Why a connection ended, and whether trying again could help.</summary>
internal sealed record ConnectionLoss(int? Code, string Reason, bool IsFinal, Exception? Cause = null)
{
    /// <summary>The token was refused or ran out, or the access behind it changed: a new one may help.</summary>
    private const int Forbidden = 4403;

    /// <summary>The codes of errors that end a stream which can go on elsewhere or later.</summary>
    private static readonly string[] Passing =
    [
        "ACCESS_CHANGED",
        "BUDGET_EXHAUSTED",
        "EXECUTION_TIMED_OUT",
        "INTERNAL",
        "SERVER_STOPPING",
        "SLOW_CONSUMER",
        "TOKEN_EXPIRED",
        "TOO_MANY_OPERATIONS",
        "TOO_MANY_SUBSCRIPTIONS",
    ];

    /// <summary>The server's own word on how long to wait; null where it gave none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The transport itself was refused: another one may be let through.</summary>
    public bool IsAboutTheTransport { get; init; }

    public bool IsAboutTheToken => Code is Forbidden or 401;

    public static ConnectionLoss Fault(string reason, Exception? cause) => new(null, reason, IsFinal: false, cause);

    /// <summary>
    /// 4400 (bad message), 4401 (unauthorised), 4406 (sub-protocol), 4409 (subscriber exists) and 4429 (second init)
    /// mean that the same again fails the same way. Restarts, time-outs and 4413 (too slow) do not.
    /// </summary>
    public static ConnectionLoss Closed(int code, string? reason) => new(code, reason ?? "", code is 4400 or 4401 or 4406 or 4409 or 4429);

    /// <summary>What an answer without data says of the connection, when that is all it is about; null for an answer that the caller has to see.</summary>
    public static ConnectionLoss? Of(IReadOnlyList<ClientError> errors)
    {
        if (errors.FirstOrDefault(error => Passing.Contains(error.Code, StringComparer.Ordinal)) is not { } error)
        {
            return null;
        }

        var isAboutTheToken = error.Code is "ACCESS_CHANGED" or "TOKEN_EXPIRED";
        return new ConnectionLoss(isAboutTheToken ? Forbidden : null, $"{error.Code}: {error.Message}", IsFinal: false)
        {
            RetryAfter =
                error.Extensions.TryGetValue("retryAfter", out var wait) && wait.TryGetDouble(out var seconds) ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    public GraphQLClientException ToException() =>
        new([
            new ClientError
            {
                Code = Code is { } code ? code.ToString(CultureInfo.InvariantCulture) : ClientError.TransportCode,
                Message = $"The subscription's connection ended: {Reason}",
                Exception = Cause,
            },
        ]);
}
