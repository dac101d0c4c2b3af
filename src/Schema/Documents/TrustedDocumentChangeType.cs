using Lintel.Domain.Organisation;
using Lintel.Schema.Organisation;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Documents;

internal sealed class TrustedDocumentChangeType : EntityType<TrustedDocumentChange>
{
    public TrustedDocumentChangeType()
        : base("TrustedDocumentChange", "One change of the documents that an account may send by their ids.")
    {
        RowsFor(
            TrustedDocumentAccess.Change,
            own: (change, viewer) => change.AccountId == viewer.AccountId,
            all: (change, viewer) => change.BrandId == viewer.BrandId
        );
        Node(c => c.Id);
        OrderedBy(("createdAt", true));
        Int(
            "documentsAdded",
            c => c.DocumentsAdded,
            WithRow,
            "How many documents it added or gave back; those that were there already do not count."
        );
        Int("documentsRetired", c => c.DocumentsRetired, WithRow, "How many documents it took away.");
        Instant("createdAt", c => c.CreatedAt, WithRow, "When it was made.").Order();
        One("account", c => c.Account, AccountAccess.Rows.Everywhere(), "Whose documents.");
    }
}
