namespace Lintel.Domain.Organisation;

/// <summary>Whether an agent works here (RESO MemberStatus).</summary>
public enum MemberStatus
{
    Active,
    Inactive,
}

/// <summary>A broker's agent 经纪人 (RESO Member).</summary>
public sealed class Agent : IPlaced, IVersioned
{
    private Agent() { }

    public Guid Id { get; private set; }
    public string MemberFullName { get; private set; } = "";
    public string MemberMobilePhone { get; private set; } = "";

    /// <summary>Number of the broker's licence (经纪人员登记证), RESO MemberStateLicense.</summary>
    public string MemberStateLicense { get; private set; } = "";
    public DateOnly LicenseExpiresOn { get; private set; }
    public string JobTitle { get; private set; } = "";
    public MemberStatus MemberStatus { get; private set; }
    public DateOnly JoinedOn { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid RegionId { get; private set; }
    public Guid FranchiseId { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid? TeamId { get; private set; }
    public Office Store { get; private set; } = null!; // EF navigation
    public Office? Team { get; private set; }
    public long Version { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public static Agent Create(
        Guid id,
        Placement placement,
        string fullName,
        string mobilePhone,
        string license,
        DateOnly licenseExpiresOn,
        string jobTitle,
        DateOnly joinedOn,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            MemberFullName = fullName,
            MemberMobilePhone = mobilePhone,
            MemberStateLicense = license,
            LicenseExpiresOn = licenseExpiresOn,
            JobTitle = jobTitle,
            MemberStatus = MemberStatus.Active,
            JoinedOn = joinedOn,
            BrandId = placement.BrandId,
            RegionId = placement.RegionId,
            FranchiseId = placement.FranchiseId,
            StoreId = placement.StoreId,
            TeamId = placement.TeamId,
            Version = 1,
            CreatedAt = at,
        };

    /// <summary>The licence is valid on the given day of the office (capability 57).</summary>
    public bool IsLicensedOn(DateOnly day) => MemberStatus == MemberStatus.Active && day <= LicenseExpiresOn;

    /// <summary>Moves to another store or team of the brand. Records stay where they count; they are reassigned one by one.</summary>
    public Outcome<AgentMoved> Move(Office to)
    {
        if (to.Kind is not (OfficeKind.Store or OfficeKind.Team))
        {
            return InvalidInput.OutOfRange("a store or a team", "officeId");
        }

        var (from, placement) = (Placement.Of(this), to.Placement());
        if (from == placement)
        {
            return InvalidInput.OutOfRange("another office than the present one", "officeId");
        }

        (RegionId, FranchiseId, StoreId, TeamId) = (placement.RegionId, placement.FranchiseId, placement.StoreId, placement.TeamId);
        Version++;
        return new AgentMoved(Id, from, placement);
    }
}
