using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Microsoft.Extensions.Caching.Memory;

namespace Lintel.Server.Identity;

/// <summary>
/// API keys that were believed a short while ago, by their prefix, with the hashes of their secrets and whom they speak for. That somebody revoked
/// or rotated one in the meantime is felt as with accounts: whoever takes a viewer from here reads through <see cref="ViewerReads"/> (ADR 19).
/// </summary>
internal sealed class RememberedKeys(TimeProvider clock) : IDisposable
{
    /// <summary>Keys that are remembered at a time.</summary>
    public const int Most = 20_000;

    private readonly MemoryCache _keys = new(new MemoryCacheOptions { SizeLimit = Most, Clock = new CacheClock(clock) });

    public int Count => _keys.Count;

    /// <summary>The key as it was last looked up; null: it is not remembered, or the secret is none that it had then, or works no more.</summary>
    public RememberedKey? Find(PresentedKey presented) =>
        _keys.TryGetValue(presented.Prefix, out RememberedKey? known) && known!.Key.EndOf(presented, clock.GetUtcNow()) is not null ? known : null; // kept below

    /// <summary>Remembers what was just looked up; without an epoch it could not be checked, and is not kept.</summary>
    public RememberedKey Keep(string prefix, ApiKeyInForce key)
    {
        var known = new RememberedKey(key, _keys.Get<RememberedKey>(prefix));
        if (key.Viewer.Viewer.AccessEpoch is null)
        {
            Forget(prefix);
            return known;
        }

        var longest = clock.GetUtcNow() + RememberedViewers.Longest;
        _keys.Set(
            prefix,
            known,
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = key.Viewer.Until < longest ? key.Viewer.Until : longest }
        );
        return known;
    }

    public void Forget(string prefix) => _keys.Remove(prefix);

    public void Dispose() => _keys.Dispose();
}

/// <summary>A key that was looked up, and when its use was last noted: uses are written behind the answers, so one looked up again may not say it yet.</summary>
/// <param name="key">As it was looked up.</param>
/// <param name="before">The same key as it was looked up before; null: it is not remembered.</param>
internal sealed class RememberedKey(ApiKeyInForce key, RememberedKey? before)
{
    private long _noted = Math.Max(key.LastUsedAt?.UtcTicks ?? 0, before?.Noted ?? 0);

    public ApiKeyInForce Key => key;
    public Viewer Viewer => key.Viewer.Viewer;

    private long Noted => Interlocked.Read(ref _noted);

    /// <summary>Whether this use is to be noted: for one caller, once in a while.</summary>
    public bool IsUseDue(DateTimeOffset now)
    {
        var noted = Noted;
        return now.UtcTicks - noted >= ApiKeyUses.Apart.Ticks && Interlocked.CompareExchange(ref _noted, now.UtcTicks, noted) == noted;
    }
}
