namespace Lintel.Domain.Organisation;

/// <summary>
/// Who may sign in, in which role, and where in the tree. The token names the account; role and place
/// are read from here at every request, so that a revocation works at once.
/// </summary>
public sealed class Account
{
    private Account() { }

    public Guid Id { get; private set; }

    /// <summary>The subject (`sub`) of the account's tokens; unique.</summary>
    public string Subject { get; private set; } = "";
    public string DisplayName { get; private set; } = "";
    public Role Role { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid? RegionId { get; private set; }
    public Guid? FranchiseId { get; private set; }
    public Guid? StoreId { get; private set; }
    public Guid? TeamId { get; private set; }
    public Guid? AgentId { get; private set; }
    public Guid? ClientId { get; private set; }

    /// <summary>Raised by every change of role or place.</summary>
    public long RoleVersion { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>An account of staff or a machine, placed at an office of any level.</summary>
    public static Account ForOffice(Guid id, string subject, string name, Role role, Office office, DateTimeOffset at) =>
        new()
        {
            Id = id,
            Subject = subject,
            DisplayName = name,
            Role = role,
            BrandId = office.BrandId,
            RegionId = office.RegionId,
            FranchiseId = office.FranchiseId,
            StoreId = office.StoreId,
            TeamId = office.TeamId,
            RoleVersion = 1,
            CreatedAt = at,
        };

    /// <summary>An account of an agent, in the role AGENT or STORE_MANAGER.</summary>
    public static Account ForAgent(Guid id, string subject, Role role, Agent agent, DateTimeOffset at) =>
        new()
        {
            Id = id,
            Subject = subject,
            DisplayName = agent.MemberFullName,
            Role = role,
            BrandId = agent.BrandId,
            RegionId = agent.RegionId,
            FranchiseId = agent.FranchiseId,
            StoreId = agent.StoreId,
            TeamId = agent.TeamId,
            AgentId = agent.Id,
            RoleVersion = 1,
            CreatedAt = at,
        };

    /// <summary>An account of a buyer or owner in the portal.</summary>
    public static Account ForClient(Guid id, string subject, string name, Guid brandId, Guid clientId, DateTimeOffset at) =>
        new()
        {
            Id = id,
            Subject = subject,
            DisplayName = name,
            Role = Role.Client,
            BrandId = brandId,
            ClientId = clientId,
            RoleVersion = 1,
            CreatedAt = at,
        };

    /// <summary>Closes the account; its tokens stop working with the next request.</summary>
    public void Close(DateTimeOffset at)
    {
        ClosedAt ??= at;
        RoleVersion++;
    }

    public Viewer ToViewer() =>
        new()
        {
            AccountId = Id,
            Name = DisplayName,
            Role = Role,
            BrandId = BrandId,
            RegionId = RegionId,
            FranchiseId = FranchiseId,
            StoreId = StoreId,
            TeamId = TeamId,
            AgentId = AgentId,
            ClientId = ClientId,
        };
}
