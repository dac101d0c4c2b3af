namespace Lintel.Client;

/// <summary>Gives the token that requests and sockets carry. Asked before every request and every (re)connection, so cache inside.</summary>
public interface IAccessTokenProvider
{
    /// <summary>The bearer token without its scheme; null to go without one.</summary>
    ValueTask<string?> GetTokenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A token in the place of one that the server refused, or whose access has changed: do not answer from a cache. Asked once for each refusal.
    /// Without an implementation of its own, what <see cref="GetTokenAsync"/> gives.
    /// </summary>
    /// <param name="refused">The token that was refused.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<string?> RenewTokenAsync(string? refused, CancellationToken cancellationToken) => GetTokenAsync(cancellationToken);
}
