using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Identity;

/// <summary>
/// Tokens that were verified a short while ago, by their whole text: a signature costs more to verify than most requests to answer. Of tokens
/// that were refused nothing is kept.
/// </summary>
internal sealed class RememberedTokens(IOptions<AuthOptions> auth, TimeProvider clock) : IDisposable
{
    /// <summary>Characters of tokens that are remembered at a time.</summary>
    public const int MostCharacters = 8_000_000;

    /// <summary>How long a key that the issuer has withdrawn may still be believed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly TimeSpan _skew = TimeSpan.FromSeconds(auth.Value.ClockSkewSeconds);
    private readonly MemoryCache _tokens = new(new MemoryCacheOptions { SizeLimit = MostCharacters, Clock = new CacheClock(clock) });

    public int Count => _tokens.Count;

    /// <summary>What the token was found to say; null: it has to be verified.</summary>
    public VerifiedToken? Find(string token) => _tokens.TryGetValue(token, out VerifiedToken? verified) ? verified : null;

    /// <summary>Remembers a token that was just verified, at most until it expires.</summary>
    public void Keep(string token, VerifiedToken verified)
    {
        var now = clock.GetUtcNow();
        var left = verified.ExpiresAt - now + _skew;
        _tokens.Set(
            token,
            verified,
            new MemoryCacheEntryOptions { Size = token.Length, AbsoluteExpiration = now + (left < Longest ? left : Longest) }
        );
    }

    public void Dispose() => _tokens.Dispose();
}
