using Lintel.Domain.Platform;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Platform;

internal sealed class CustomFieldType : EntityType<CustomField>
{
    public CustomFieldType()
        : base("CustomField", "A field your franchise partner has given listings, clients or deals 自定义字段; only your franchise's graph has it.")
    {
        RowsFor(CustomFieldAccess.OfFranchise);
        Node(f => f.Id);
        OrderedBy(("fieldName", false));
        Enum<CustomFieldSubject>("subject", f => f.Subject, WithRow, "What has it.").Filter();
        Text("fieldName", f => f.FieldName, WithRow, "Its name in your graph, e.g. customParkingNote.").Filter().Order();
        Enum<CustomFieldKind>("kind", f => f.Kind, WithRow, "What it holds.").Filter();
        Text("description", f => f.Description, WithRow, "What it means, as your graph describes it.");
        Instant("createdAt", f => f.CreatedAt, WithRow, "When it was defined.").Filter().Order();
        Instant("archivedAt", f => f.ArchivedAt, WithRow, "When it was taken out of the graph; null while it is in use.").Filter();
        Long("version", f => f.Version, WithRow, "Raised by every change; give it back as expectedVersion.");
    }
}
