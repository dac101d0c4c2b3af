namespace Lintel.Client.Transport;

/// <summary>A token known from the start.</summary>
internal sealed class FixedToken(string? token) : IAccessTokenProvider
{
    public ValueTask<string?> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);
}
