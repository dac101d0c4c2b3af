using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Platform;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Platform.Mutations;

/// <summary>Gives the franchise a field of its own (capability 80).</summary>
internal sealed class CustomFieldDefine()
    : Mutation<CustomFieldDefine.CustomFieldDefineInput, CustomField>(
        "customFieldDefine",
        $"Gives listings, clients or deals a field of your franchise's own: from the next request on your graph has it, and no other. At most {CustomField.MostPerSubject} a subject.",
        CustomFieldAccess.Define
    )
{
    internal sealed record CustomFieldDefineInput : MutationInput
    {
        [Description("What gets the field.")]
        public required CustomFieldSubject Subject { get; init; }

        [Description(
            "Its name in lowerCamel, 1 to 40 letters and digits; the graph has it with the prefix custom: parkingNote is customParkingNote."
        )]
        public required string Name { get; init; }

        [Description("What it holds; never changes.")]
        public required CustomFieldKind Kind { get; init; }

        [Description("What it means, 1 to 300 characters on one line; the graph's description of the field.")]
        public required string Description { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(CustomFieldNameTaken), typeof(TooManyCustomFields), typeof(NoFranchise)];

    protected override async Task<Outcome<Guid>> RunAsync(CustomFieldDefineInput input, UseCase use, CancellationToken cancellationToken)
    {
        if (use.Viewer is not { FranchiseId: { } franchiseId, BrandId: { } brandId })
        {
            return new NoFranchise();
        }

        var defined = CustomField.Define(use.NewId(), brandId, franchiseId, input.Subject, input.Name, input.Kind, input.Description, use.Now);
        if (!defined.Succeeded)
        {
            return defined.Errors.ToArray();
        }

        await use.Db.TakeCustomFieldsAsync(franchiseId, cancellationToken);
        var field = defined.Value;
        var inUse = await use
            .Db.CustomFields.Where(other => other.FranchiseId == franchiseId && other.Subject == field.Subject && other.ArchivedAt == null)
            .Select(other => other.FieldName)
            .ToListAsync(cancellationToken);
        if (inUse.Contains(field.FieldName, StringComparer.Ordinal))
        {
            return new CustomFieldNameTaken(field.FieldName);
        }

        if (inUse.Count >= CustomField.MostPerSubject)
        {
            return new TooManyCustomFields(CustomField.MostPerSubject);
        }

        use.Db.CustomFields.Add(field);
        await use.Db.AuditAsync(
            brandId,
            new AuditNote(AuditKind.PolicyChange, $"{field.Subject}.{field.FieldName}") { Reason = "Defined." },
            use.Viewer,
            use.Now,
            cancellationToken
        );
        return field.Id;
    }
}
