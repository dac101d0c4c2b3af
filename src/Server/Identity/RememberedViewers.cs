using Lintel.Data;
using Lintel.Domain;
using Microsoft.Extensions.Caching.Memory;

namespace Lintel.Server.Identity;

/// <summary>
/// Who each subject was when it was last looked up. An entry ends by itself when the account ends or the subject's next one begins; that
/// somebody changed an account in the meantime it cannot know, so whoever takes a viewer from here reads through <see cref="ViewerReads"/>,
/// which checks it (ADR 19).
/// </summary>
internal sealed class RememberedViewers(TimeProvider clock) : IDisposable
{
    /// <summary>Subjects that are remembered at a time.</summary>
    public const int Most = 20_000;

    /// <summary>After this long a viewer is looked up again, whatever the epoch says.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _viewers = new(new MemoryCacheOptions { SizeLimit = Most, Clock = new CacheClock(clock) });

    public int Count => _viewers.Count;

    /// <summary>The viewer, with the epoch to check it by; null: it has to be looked up.</summary>
    public Viewer? Find(string subject) => _viewers.TryGetValue(subject, out Viewer? viewer) ? viewer : null;

    /// <summary>Remembers what was just looked up. One without an epoch could not be checked and is not kept.</summary>
    public void Keep(string subject, ViewerInForce found)
    {
        if (found.Viewer.AccessEpoch is null)
        {
            Forget(subject);
            return;
        }

        var longest = clock.GetUtcNow() + Longest;
        _viewers.Set(
            subject,
            found.Viewer,
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = found.Until < longest ? found.Until : longest }
        );
    }

    public void Forget(string subject) => _viewers.Remove(subject);

    public void Dispose() => _viewers.Dispose();
}
