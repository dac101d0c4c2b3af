namespace Lintel.Schema.Deals;

/// <summary>Which alerts are asked for. What comes into sight and what leaves it is told whatever the kinds.</summary>
/// <param name="Kinds">One of these; null: any.</param>
/// <param name="DealId">About this deal; null: about any.</param>
internal sealed record DealAlertConditions(IReadOnlyList<DealAlertKind>? Kinds, Guid? DealId)
{
    /// <summary>Two with the same text ask for the same.</summary>
    public string Key => $"{(Kinds is null ? "" : string.Join(',', Kinds.Distinct().Order()))}|{DealId:N}";

    public bool AsksFor(DealAlertKind kind) => Kinds is null || Kinds.Contains(kind);

    public bool AsksFor(Guid dealId) => DealId is null || DealId == dealId;
}
