using Lintel.Client;

namespace Lintel.ClientSdk.Tests.Runtime;

/// <summary>Gives token-1, token-2, …</summary>
internal sealed class CountedTokens : IAccessTokenProvider
{
    public int Given { get; private set; }

    public ValueTask<string?> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>($"token-{++Given}");
}
