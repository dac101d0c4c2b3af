using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Platform;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Platform;

/// <summary>A franchise's definitions as declarations like ours: everything else about the fields follows from these.</summary>
internal static class CustomFieldDeclarations
{
    public static ILookup<Type, FieldDeclaration> Of(IEnumerable<CustomField> fields) =>
        fields.ToLookup(field => EntityOf(field.Subject), DeclarationOf);

    private static Type EntityOf(CustomFieldSubject subject) =>
        subject switch
        {
            CustomFieldSubject.Listing => typeof(Listing),
            CustomFieldSubject.Client => typeof(Client),
            CustomFieldSubject.Deal => typeof(Deal),
        };

    private static FieldDeclaration DeclarationOf(CustomField field) =>
        field.Kind switch
        {
            CustomFieldKind.Text => Declare(field, nameof(CustomValue.Text), TextKind.Instance).Order(),
            CustomFieldKind.Integer => Declare(field, nameof(CustomValue.Number), WholeNumberKind.Int).Order(),
            CustomFieldKind.Decimal => Declare(field, nameof(CustomValue.Number), HundredthsKind.Instance).Order(),
            CustomFieldKind.Boolean => Declare(field, nameof(CustomValue.Flag), BooleanKind.Instance),
            CustomFieldKind.Date => Declare(field, nameof(CustomValue.Day), DateKind.Instance).Order(),
        };

    private static FieldDeclaration Declare(CustomField field, string property, ValueKind kind) =>
        new FieldDeclaration(field.FieldName, new CustomColumn(field.Id, property), kind, CustomFieldAccess.OfFranchise, field.Description).Filter();
}
