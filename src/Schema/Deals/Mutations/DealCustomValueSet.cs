using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Platform;
using Lintel.Schema.Platform;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Deals.Mutations;

/// <summary>Sets or clears what a custom field holds of a deal (capability 80).</summary>
internal sealed class DealCustomValueSet()
    : CustomValueSet<DealCustomValueSet.DealCustomValueSetInput, Deal>(
        "dealCustomValueSet",
        DealAccess.Advance,
        CustomFieldSubject.Deal,
        SubjectKind.Deal,
        "dealId",
        input => input.DealId,
        deal => deal.AgentId
    )
{
    internal sealed record DealCustomValueSetInput : CustomValueInput
    {
        [Description("The deal.")]
        public required Ref<Deal> DealId { get; init; }
    }
}
