namespace Lintel.Domain.Organisation;

/// <summary>
/// 合作: a store opens what it offers to the agents of another store, for a time (capability 14). Nothing but listings on the market is
/// opened, and owners stay masked.
/// </summary>
public sealed class Cooperation : IPlaced, IVersioned
{
    /// <summary>The longest a cooperation lasts, in days; it can be granted anew.</summary>
    [Limit("days", "The life of a cooperation.")]
    public const int LongestDays = 366;

    private Cooperation() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid RegionId { get; private set; }
    public Guid FranchiseId { get; private set; }

    /// <summary>The store that opens its listings.</summary>
    public Guid StoreId { get; private set; }
    public Office Store { get; private set; } = null!; // EF navigation
    public Guid? TeamId => null;

    /// <summary>The store that sees them.</summary>
    public Guid PartnerStoreId { get; private set; }
    public Office PartnerStore { get; private set; } = null!; // EF navigation
    public DateTimeOffset ValidFrom { get; private set; }

    /// <summary>The first instant at which it holds no more.</summary>
    public DateTimeOffset ValidUntil { get; private set; }
    public long Version { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Opens <paramref name="store"/> to <paramref name="partner"/>, both stores of one brand.</summary>
    public static Outcome<Cooperation> Grant(Guid id, Office store, Office partner, DateTimeOffset from, DateTimeOffset until, DateTimeOffset at)
    {
        var problems = new List<UserError>();
        if (store.Kind != OfficeKind.Store)
        {
            problems.Add(InvalidInput.OutOfRange("a store", "storeId"));
        }

        if (partner.Kind != OfficeKind.Store || partner.Id == store.Id)
        {
            problems.Add(InvalidInput.OutOfRange("another store", "partnerStoreId"));
        }

        if (until <= from || until <= at)
        {
            problems.Add(InvalidInput.OutOfRange("after validFrom and in the future", "validUntil"));
        }
        else if (until - from > TimeSpan.FromDays(LongestDays))
        {
            problems.Add(InvalidInput.OutOfRange($"at most {LongestDays} days after validFrom", "validUntil"));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        var place = store.Placement();
        return new Cooperation
        {
            Id = id,
            BrandId = place.BrandId,
            RegionId = place.RegionId,
            FranchiseId = place.FranchiseId,
            StoreId = place.StoreId,
            PartnerStoreId = partner.Id,
            ValidFrom = from,
            ValidUntil = until,
            Version = 1,
            CreatedAt = at,
        };
    }

    /// <summary>Ends it at once, before its time or before it began.</summary>
    public Outcome<CooperationEnded> End(DateTimeOffset at)
    {
        if (ValidUntil <= at)
        {
            return new WrongState("ENDED", "The cooperation has ended already.", ["cooperationId"]);
        }

        ValidUntil = at;
        ValidFrom = ValidFrom < at ? ValidFrom : at;
        Version++;
        return new CooperationEnded(Id, StoreId, PartnerStoreId);
    }
}
