namespace Lintel.Client;

/// <summary>Gives the token that requests and sockets carry. Asked before every request and every (re)connection, so cache inside.</summary>
public interface IAccessTokenProvider
{
    /// <summary>The bearer token without its scheme; null to go without one.</summary>
    ValueTask<string?> GetTokenAsync(CancellationToken cancellationToken);
}
