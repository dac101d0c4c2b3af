using Lintel.Domain;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Lintel.Data;

/// <summary>
/// The documents that accounts may send by their ids. What was looked up is kept under the access epoch it was read under: a remembered viewer of the
/// same epoch takes it without a statement, since its read checks the epoch (ADR 19), and a document that is taken away raises it.
/// </summary>
public sealed class TrustedTexts(IDbContextFactory<LintelDbContext> contexts) : IDisposable
{
    /// <summary>In characters of documents.</summary>
    private const long Most = 8_000_000;
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _texts = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>The text; null: the viewer's account has no such document.</summary>
    public async ValueTask<string?> FindAsync(string hash, Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.AccountId is not { } accountId || !TrustedDocument.IsHash(hash))
        {
            return null;
        }

        var key = (accountId, hash);
        if (viewer.AccessEpoch is { } epoch && _texts.TryGetValue(key, out TrustedText? known) && known!.Epoch == epoch) // kept below
        {
            return known.Text;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.TrustedTextAsync(accountId, hash, cancellationToken) is { } found)
        {
            _texts.Set(key, found, new MemoryCacheEntryOptions { Size = found.Text.Length, SlidingExpiration = Unused });
            return found.Text;
        }

        _texts.Remove(key);
        return null;
    }

    public void Dispose() => _texts.Dispose();
}
