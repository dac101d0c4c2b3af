using Lintel.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data;

/// <summary>How one brand's audit log was found: whole, with its last number and hash; or broken, from which entry on and how.</summary>
public sealed record AuditChainReport(Guid BrandId, long Last, string Hash, long? BrokenAt, string? Fault);

/// <summary>
/// Recomputes the audit logs. That entries at the end are missing is found only by comparing the last number and hash with ones that were kept
/// elsewhere, e.g. those that an earlier verification printed.
/// </summary>
public sealed class AuditVerification(IDbContextFactory<LintelDbContext> contexts)
{
    /// <summary>One report a brand.</summary>
    public async Task<IReadOnlyList<AuditChainReport>> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // One moment of the log: entries and their head belong together.
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);
        var heads = await db.AuditHeads.AsNoTracking().OrderBy(head => head.BrandId).ToListAsync(cancellationToken);
        var without = await db
            .AuditEntries.Where(entry => !db.AuditHeads.Any(head => head.BrandId == entry.BrandId))
            .Select(entry => entry.BrandId)
            .Distinct()
            .ToListAsync(cancellationToken);
        var reports = new List<AuditChainReport>();
        foreach (var head in heads)
        {
            reports.Add(await VerifyAsync(db, head, cancellationToken));
        }

        return [.. reports, .. without.Select(brand => new AuditChainReport(brand, 0, "", 1, "the log has entries and no head"))];
    }

    /// <summary>The hash of one entry, as it is kept elsewhere; null when there is no such entry.</summary>
    public async Task<string?> HashOfAsync(Guid brandId, long sequence, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db
            .AuditEntries.Where(entry => entry.BrandId == brandId && entry.Sequence == sequence)
            .Select(entry => entry.Hash)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static async Task<AuditChainReport> VerifyAsync(LintelDbContext db, AuditHead head, CancellationToken cancellationToken)
    {
        var (last, hash) = (0L, "");
        var entries = db.AuditEntries.AsNoTracking().Where(entry => entry.BrandId == head.BrandId).OrderBy(entry => entry.Sequence);
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (FaultOf(entry, last, hash, db.Protector) is { } fault)
            {
                return new AuditChainReport(head.BrandId, last, hash, last + 1, fault);
            }

            (last, hash) = (entry.Sequence, entry.Hash);
        }

        return head.Last == last && string.Equals(head.Hash, hash, StringComparison.Ordinal)
            ? new AuditChainReport(head.BrandId, last, hash, null, null)
            : new AuditChainReport(head.BrandId, last, hash, last + 1, $"the log ends before entry {head.Last}, which its head names");
    }

    private static string? FaultOf(AuditEntry entry, long last, string hash, FieldProtector protector) =>
        entry.Sequence != last + 1 ? "an entry is missing"
        : !string.Equals(entry.PreviousHash, hash, StringComparison.Ordinal) ? "the entry does not follow the one before it"
        : !string.Equals(entry.Hash, protector.ChainHashOf(entry.Content()), StringComparison.Ordinal) ? "the entry was changed"
        : null;
}
