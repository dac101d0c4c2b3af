namespace Lintel.Domain.Organisation;

/// <summary>The levels of the organisation tree, from the root down.</summary>
public enum OfficeKind
{
    Brand,
    Region,
    Franchise,
    Store,
    Team,
}

/// <summary>
/// One node of the organisation tree: brand, region, franchise partner, store or team.
/// The ids of its ancestors (and its own, at its own level) stand on the row.
/// </summary>
public sealed class Office
{
    private Office() { }

    public Guid Id { get; private set; }
    public OfficeKind Kind { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>A short code people use in files and on the phone, unique within the brand.</summary>
    public string Code { get; private set; } = "";
    public string City { get; private set; } = "";
    public string? District { get; private set; }
    public Guid? ParentId { get; private set; }
    public Office? Parent { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid? RegionId { get; private set; }
    public Guid? FranchiseId { get; private set; }
    public Guid? StoreId { get; private set; }
    public Guid? TeamId { get; private set; }
    public long Version { get; private set; }

    /// <summary>
    /// Raised by every change of a franchise's custom fields, with which its graph becomes another; 0 until there is one. Written by one
    /// atomic statement only (<c>TakeCustomFieldsAsync</c>), never by the entity.
    /// </summary>
    public long CustomFieldsVersion { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>A new node under <paramref name="parent"/>; a brand has no parent.</summary>
    public static Office Create(
        Guid id,
        OfficeKind kind,
        Office? parent,
        string code,
        string name,
        string city,
        string? district,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            Kind = kind,
            Name = name,
            Code = code,
            City = city,
            District = district,
            ParentId = parent?.Id,
            BrandId = kind == OfficeKind.Brand ? id : parent?.BrandId ?? throw new ArgumentNullException(nameof(parent)),
            RegionId = kind == OfficeKind.Region ? id : parent?.RegionId,
            FranchiseId = kind == OfficeKind.Franchise ? id : parent?.FranchiseId,
            StoreId = kind == OfficeKind.Store ? id : parent?.StoreId,
            TeamId = kind == OfficeKind.Team ? id : null,
            Version = 1,
            CreatedAt = at,
        };

    /// <summary>The place of records held by this store or team.</summary>
    public Placement Placement() =>
        new(
            BrandId,
            RegionId ?? throw new InvalidOperationException("A brand holds no records."),
            FranchiseId ?? throw new InvalidOperationException("A region holds no records."),
            StoreId ?? throw new InvalidOperationException("A franchise holds no records itself; its stores do."),
            TeamId
        );
}
