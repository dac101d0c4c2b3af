using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Platform;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Platform.Mutations;

/// <summary>Takes a custom field out of the franchise's graph (capability 80).</summary>
internal sealed class CustomFieldArchive()
    : Mutation<CustomFieldArchive.CustomFieldArchiveInput, CustomField>(
        "customFieldArchive",
        "Takes a field of your franchise out of its graph. The values are kept; the name may be given to another field.",
        CustomFieldAccess.Define
    )
{
    internal sealed record CustomFieldArchiveInput : ChangeInput
    {
        [Description("The field.")]
        public required Ref<CustomField> CustomFieldId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(CustomFieldArchiveInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.CustomFieldId, CustomFieldAccess.Define, "customFieldId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var field = found.Value;
        var archived = field.Archive(use.Now);
        if (!archived.Succeeded)
        {
            return archived.Errors.ToArray();
        }

        await use.Db.TakeCustomFieldsAsync(field.FranchiseId, cancellationToken);
        await use.Db.AuditAsync(
            field.BrandId,
            new AuditNote(AuditKind.PolicyChange, $"{field.Subject}.{field.FieldName}") { Reason = "Archived." },
            use.Viewer,
            use.Now,
            cancellationToken
        );
        return field.Id;
    }
}
