using System.Globalization;

namespace Lintel.Client.Transport;

/// <summary>Why a connection ended, and whether trying again could help.</summary>
internal sealed record ConnectionLoss(int? Code, string Reason, bool IsFinal, Exception? Cause = null)
{
    /// <summary>The token was refused or ran out: a fresh one may help, once.</summary>
    private const int Forbidden = 4403;

    public bool IsAboutTheToken => Code == Forbidden;

    public static ConnectionLoss Fault(string reason, Exception? cause) => new(null, reason, IsFinal: false, cause);

    /// <summary>
    /// 4400 (bad message), 4401 (unauthorised), 4406 (sub-protocol), 4409 (subscriber exists) and 4429 (second init)
    /// mean that the same again fails the same way. Restarts, time-outs and 4413 (too slow) do not.
    /// </summary>
    public static ConnectionLoss Closed(int code, string? reason) => new(code, reason ?? "", code is 4400 or 4401 or 4406 or 4409 or 4429);

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
