using Microsoft.EntityFrameworkCore;

namespace Lintel.Data;

public abstract partial class LintelDbContext
{
    /// <summary>
    /// The text that an account may send by this id, with the access epoch it was read under: while that stands, it was not taken away. Null: the
    /// account has no such document.
    /// </summary>
    public async Task<TrustedText?> TrustedTextAsync(Guid accountId, string hash, CancellationToken cancellationToken) =>
        await TrustedDocuments
            .AsNoTracking()
            .Where(document => document.AccountId == accountId && document.Hash == hash && document.RetiredAt == null)
            .Select(document => new TrustedText(
                document.Text,
                AccessEpochs.Where(epoch => epoch.Id == AccessEpoch.OnlyId).Select(epoch => (long?)epoch.Value).FirstOrDefault()
            ))
            .FirstOrDefaultAsync(cancellationToken);
}

/// <summary>A document that somebody may send by its id, and the access epoch it was read under.</summary>
public sealed record TrustedText(string Text, long? Epoch);
