using Lintel.Domain.Organisation;

namespace Lintel.Domain.Clients;

/// <summary>Public/private pool 公客/私客 (capability 35).</summary>
public enum ClientPool
{
    Private,
    Public,
}

/// <summary>How far the client has come (capability 36).</summary>
public enum ClientStage
{
    Lead,
    Effective,
    Showing,
    SecondShowing,
    Deposit,
    Deal,
}

/// <summary>购房目的.</summary>
public enum PurchasePurpose
{
    /// <summary>刚需.</summary>
    FirstHome,

    /// <summary>改善.</summary>
    Upgrade,

    /// <summary>学区.</summary>
    School,

    /// <summary>投资.</summary>
    Investment,

    /// <summary>养老.</summary>
    Retirement,
}

/// <summary>How soon: A within days to D some day (product.md B6).</summary>
public enum Urgency
{
    A,
    B,
    C,
    D,
}

/// <summary>What a client is made from.</summary>
public sealed record NewClient
{
    public const int LongestName = 60;

    public required Guid Id { get; init; }
    public required Placement Placement { get; init; }
    public required Guid AgentId { get; init; }
    public required string FullName { get; init; }
    public required string Phone { get; init; }
    public string? IdentityNumber { get; init; }

    /// <summary>The day the client consented to our keeping the data (PIPL); required first (capability 26).</summary>
    public DateOnly? ConsentOn { get; init; }
    public string? Source { get; init; }

    public IEnumerable<UserError> Problems(DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(FullName))
        {
            yield return InvalidInput.Required("fullName");
        }
        else if (FullName.Length > LongestName)
        {
            yield return InvalidInput.TooLong(LongestName, "fullName");
        }

        if (!MobileNumber.IsValid(Phone))
        {
            yield return InvalidInput.Malformed("a mobile number of 11 digits, e.g. 13800001234", "phone");
        }

        if (IdentityNumber is not null && !Domain.IdentityNumber.IsValid(IdentityNumber))
        {
            yield return InvalidInput.Malformed("an 18-character identity number with a valid check character", "identityNumber");
        }

        if (ConsentOn is null)
        {
            yield return InvalidInput.Required("consentOn");
        }
        else if (ConsentOn > today)
        {
            yield return InvalidInput.OutOfRange("today or earlier", "consentOn");
        }
    }
}

/// <summary>A buyer or owner we serve 客源 (RESO Contact).</summary>
public sealed class Client : IPlaced, IVersioned
{
    private Client() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid RegionId { get; private set; }
    public Guid FranchiseId { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid? TeamId { get; private set; }
    public Office Store { get; private set; } = null!; // EF navigation
    public Guid AgentId { get; private set; }
    public Agent Agent { get; private set; } = null!; // EF navigation
    public string FullName { get; private set; } = "";
    public string Phone { get; private set; } = "";
    public string? IdentityNumber { get; private set; }
    public ClientPool Pool { get; private set; }
    public ClientStage Stage { get; private set; }
    public string? Source { get; private set; }
    public DateOnly ConsentOn { get; private set; }
    public DateTimeOffset? LastContactAt { get; private set; }
    public DateTimeOffset ModifiedAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public long Version { get; private set; }

    public static Outcome<Client> Create(NewClient input, DateTimeOffset at)
    {
        var problems = input.Problems(OfficeCalendar.DateAt(at)).ToList();
        if (problems.Count > 0)
        {
            return problems;
        }

        return new Client
        {
            Id = input.Id,
            BrandId = input.Placement.BrandId,
            RegionId = input.Placement.RegionId,
            FranchiseId = input.Placement.FranchiseId,
            StoreId = input.Placement.StoreId,
            TeamId = input.Placement.TeamId,
            AgentId = input.AgentId,
            FullName = input.FullName,
            Phone = input.Phone,
            IdentityNumber = input.IdentityNumber,
            Pool = ClientPool.Private,
            Stage = ClientStage.Lead,
            Source = input.Source,
            ConsentOn = input.ConsentOn!.Value, // Problems() requires it
            ModifiedAt = at,
            CreatedAt = at,
            Version = 1,
        };
    }

    /// <summary>Notes a contact and how far the client has come; the stage never falls back.</summary>
    public void Reach(ClientStage stage, DateTimeOffset at)
    {
        Stage = stage > Stage ? stage : Stage;
        LastContactAt = at;
        ModifiedAt = at;
        Version++;
    }
}
