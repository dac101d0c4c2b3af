namespace Lintel.Domain.Organisation;

/// <summary>One change of the documents that a client may send: a manifest that was published, or ids that were taken away.</summary>
public sealed class TrustedDocumentChange
{
    private TrustedDocumentChange() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }

    /// <summary>The franchise partner of the account; null above it.</summary>
    public Guid? FranchiseId { get; private set; }
    public Guid AccountId { get; private set; }
    public Account Account { get; private set; } = null!; // EF navigation
    public int DocumentsAdded { get; private set; }
    public int DocumentsRetired { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public static TrustedDocumentChange Create(Guid id, Account account, int added, int retired, DateTimeOffset at) =>
        new()
        {
            Id = id,
            BrandId = account.BrandId,
            FranchiseId = account.FranchiseId,
            AccountId = account.Id,
            DocumentsAdded = added,
            DocumentsRetired = retired,
            CreatedAt = at,
        };
}
