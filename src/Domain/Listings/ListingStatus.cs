namespace Lintel.Domain.Listings;

/// <summary>The listing machine of product.md B3. RESO StandardStatus is derived from it.</summary>
public enum ListingStatus
{
    Draft,
    PendingVerification,
    Rejected,

    /// <summary>在售.</summary>
    Active,

    /// <summary>暂缓.</summary>
    Hold,

    /// <summary>已订.</summary>
    Pending,

    /// <summary>已售.</summary>
    Closed,
    Archived,

    /// <summary>下架.</summary>
    Invalid,

    /// <summary>Vetoed as a false listing.</summary>
    FrozenFalse,
}

/// <summary>Who beside the listing's own line may see it: 私盘, 店, 加盟商, 公盘.</summary>
public enum ListingVisibility
{
    Private,
    Store,
    Franchise,
    Network,
}
