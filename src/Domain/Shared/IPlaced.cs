namespace Lintel.Domain;

/// <summary>
/// A record that belongs to a place in the organisation tree. The ancestors are kept on the row,
/// so that a row scope is one indexable comparison on both databases.
/// </summary>
public interface IPlaced
{
    Guid BrandId { get; }
    Guid RegionId { get; }
    Guid FranchiseId { get; }
    Guid StoreId { get; }
    Guid? TeamId { get; }
}

/// <summary>A place in the organisation tree with all its ancestors.</summary>
public readonly record struct Placement(Guid BrandId, Guid RegionId, Guid FranchiseId, Guid StoreId, Guid? TeamId)
{
    public static Placement Of(IPlaced record) => new(record.BrandId, record.RegionId, record.FranchiseId, record.StoreId, record.TeamId);
}
