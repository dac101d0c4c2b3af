using Lintel.Domain.Organisation;
using Lintel.Schema.Organisation;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Documents;

internal sealed class TrustedDocumentType : EntityType<TrustedDocument>
{
    public TrustedDocumentType()
        : base("TrustedDocument", "A document that an account may send by its documentId alone.")
    {
        RowsFor(
            TrustedDocumentAccess.Rows,
            own: (document, viewer) => document.AccountId == viewer.AccountId,
            all: (document, viewer) => document.BrandId == viewer.BrandId
        );
        Node(d => d.Id);
        OrderedBy(("createdAt", true));
        Text("documentHash", d => d.Hash, WithRow, "SHA-256 of the text in UTF-8, in lower-case hex: the documentId is sha256: and this.").Filter();
        Text("documentName", d => d.Name, WithRow, "What its client calls it; null: nothing.").Filter();
        Text("text", d => d.Text, WithRow, "The document.");
        Instant("retiredAt", d => d.RetiredAt, WithRow, "When it was taken away; null while it may be sent.").Filter();
        Long("version", d => d.Version, WithRow, "Raised by every change.");
        Instant("createdAt", d => d.CreatedAt, WithRow, "When it was published first.").Filter().Order();
        One("account", d => d.Account, AccountAccess.Rows.Everywhere(), "Who may send it.");
    }
}
