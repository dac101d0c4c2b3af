using System.Data.Common;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lintel.Data;

public abstract partial class LintelDbContext
{
    /// <summary>The element of the policy as a whole; a change of one element names that.</summary>
    private const string WholePolicy = "schema";

    /// <summary>
    /// Appends to a brand's audit log, in the running transaction; from here to its end no other entry of the brand is written, so what
    /// <paramref name="stillHolds"/> finds (a quota, a state) is true of the moment of the entry. False from it: nothing is appended.
    /// </summary>
    /// <returns>Whether the note was appended.</returns>
    public async Task<bool> AuditAsync(
        Guid brandId,
        AuditNote note,
        Viewer? actor,
        DateTimeOffset at,
        CancellationToken cancellationToken,
        Func<Task<bool>>? stillHolds = null
    )
    {
        var (sequence, previous) = await TakeAuditHeadAsync(brandId, cancellationToken);
        var holds = stillHolds is null || await stillHolds();
        var entry = AuditEntry.Create(brandId, sequence + 1, note, actor, at, previous, protector.ChainHashOf);
        if (holds)
        {
            AuditEntries.Add(entry);
            await SaveChangesAsync(cancellationToken);
            await AuditHeads
                .Where(head => head.BrandId == brandId)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(head => head.Last, entry.Sequence).SetProperty(head => head.Hash, entry.Hash),
                    cancellationToken
                );
        }

        return holds;
    }

    /// <summary>
    /// Notes in every brand's audit log that the policy is now <paramref name="policy"/> (a hash of who may see what), where it was another.
    /// </summary>
    public async Task AuditPolicyAsync(string policy, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (
            var brandId in await Offices.Where(office => office.Kind == OfficeKind.Brand).Select(office => office.Id).ToListAsync(cancellationToken)
        )
        {
            await using var transaction = await BeginWriteAsync(cancellationToken);
            var note = new AuditNote(AuditKind.PolicyChange, WholePolicy) { Reason = policy };
            await AuditAsync(brandId, note, actor: null, at, cancellationToken, () => IsAnotherPolicyAsync(brandId, policy, cancellationToken));
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task<bool> IsAnotherPolicyAsync(Guid brandId, string policy, CancellationToken cancellationToken) =>
        await AuditEntries
            .Where(entry => entry.BrandId == brandId && entry.Kind == AuditKind.PolicyChange && entry.Element == WholePolicy)
            .OrderByDescending(entry => entry.Sequence)
            .Select(entry => entry.Reason)
            .FirstOrDefaultAsync(cancellationToken) != policy;

    /// <summary>Locks the brand's head and reads it.</summary>
    private async Task<(long Last, string Hash)> TakeAuditHeadAsync(Guid brandId, CancellationToken cancellationToken)
    {
        await using var command = Database.GetDbConnection().CreateCommand();
        command.Transaction =
            Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("An audit entry needs a transaction.");
        command.CommandText = """
            INSERT INTO audit_heads (brand_id, last, hash) VALUES (@brand, 0, '')
            ON CONFLICT (brand_id) DO UPDATE SET last = audit_heads.last
            RETURNING last, hash
            """;
        var brand = command.CreateParameter();
        (brand.ParameterName, brand.Value) = ("@brand", brandId);
        command.Parameters.Add(brand);
        DatabaseMetrics.CountCommand();
        await using DbDataReader head = await command.ExecuteReaderAsync(cancellationToken);
        await head.ReadAsync(cancellationToken);
        return (head.GetInt64(0), head.GetString(1));
    }
}
