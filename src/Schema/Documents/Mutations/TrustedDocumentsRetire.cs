using System.ComponentModel;
using System.Globalization;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Documents.Mutations;

/// <summary>Takes documents away from an account; felt with the next request.</summary>
internal sealed class TrustedDocumentsRetire()
    : Mutation<TrustedDocumentsRetire.TrustedDocumentsRetireInput, TrustedDocumentChange>(
        "trustedDocumentsRetire",
        "Takes documents away that an account may send by their ids, all or none: they are unknown from the next request on. Noted in the audit log.",
        TrustedDocumentAccess.Change
    )
{
    internal sealed record TrustedDocumentsRetireInput : MutationInput
    {
        [Description("Whose they are; absent: your own account's.")]
        public Ref<Account>? AccountId { get; init; }

        [Description("Their ids, 1 to 1,000, as they were published, with or without sha256: in front.")]
        public required IReadOnlyList<string> Ids { get; init; }
    }

    protected override async Task<Outcome<Guid>> RunAsync(TrustedDocumentsRetireInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await TrustedDocumentAccount.FindAsync(input.AccountId, use, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        if (input.Ids.Count is 0 or > TrustedDocumentsPublish.Most)
        {
            return InvalidInput.OutOfRange(string.Create(CultureInfo.InvariantCulture, $"1 to {TrustedDocumentsPublish.Most} ids"), "ids");
        }

        var account = found.Value;
        var hashes = input.Ids.Select(RequestDocuments.HashOf).ToList();
        var there = await use
            .Db.TrustedDocuments.Where(document => document.AccountId == account.Id && document.RetiredAt == null && hashes.Contains(document.Hash))
            .ToDictionaryAsync(document => document.Hash, StringComparer.Ordinal, cancellationToken);
        List<UserError> missing =
        [
            .. hashes
                .Index()
                .Where(one => !there.ContainsKey(one.Item))
                .Select(one => NotFound.At("ids", one.Index.ToString(CultureInfo.InvariantCulture))),
        ];
        if (missing.Count > 0)
        {
            return missing;
        }

        foreach (var document in there.Values)
        {
            document.Retire(use.Now);
        }

        var change = TrustedDocumentChange.Create(use.NewId(), account, added: 0, there.Count, use.Now);
        use.Db.TrustedDocumentChanges.Add(change);
        await use.AuditAsync(
            account.BrandId,
            new AuditNote(AuditKind.PolicyChange, "TrustedDocument") { Reason = $"{there.Count} retired for {account.Id:N}" },
            cancellationToken
        );
        return change.Id;
    }
}
