namespace Lintel.Domain.Organisation;

/// <summary>
/// Who may sign in, in which role, where in the tree, and from when until when. The token names the subject; role and place are read from
/// here at every request, so that a revocation works at once. A subject whose role changes has several accounts, one after the other.
/// </summary>
public sealed class Account : IVersioned
{
    public const int LongestSubject = 200;
    public const int LongestName = 80;

    private Account() { }

    public Guid Id { get; private set; }

    /// <summary>The subject (`sub`) of the account's tokens; of its accounts in force, the one that began last counts.</summary>
    public string Subject { get; private set; } = "";
    public string DisplayName { get; private set; } = "";
    public Role Role { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid? RegionId { get; private set; }
    public Guid? FranchiseId { get; private set; }
    public Office? Franchise { get; private set; }
    public Guid? StoreId { get; private set; }
    public Office? Store { get; private set; }
    public Guid? TeamId { get; private set; }
    public Guid? AgentId { get; private set; }
    public Agent? Agent { get; private set; }
    public Guid? ClientId { get; private set; }

    public DateTimeOffset EffectiveFrom { get; private set; }

    /// <summary>The first instant at which it holds no more; null: until further notice.</summary>
    public DateTimeOffset? EffectiveUntil { get; private set; }

    /// <summary>It may send its trusted documents only, by their ids.</summary>
    public bool TrustedDocumentsOnly { get; private set; }
    public long Version { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

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
            EffectiveFrom = at,
            Version = 1,
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
            EffectiveFrom = at,
            Version = 1,
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
            EffectiveFrom = at,
            Version = 1,
            CreatedAt = at,
        };

    /// <summary>The role holds at an instant.</summary>
    public bool IsInForce(DateTimeOffset at) => EffectiveFrom <= at && (EffectiveUntil is null || at < EffectiveUntil);

    /// <summary>The same from another instant on, until one.</summary>
    public Outcome<Account> For(DateTimeOffset from, DateTimeOffset? until)
    {
        if (until <= from)
        {
            return InvalidInput.OutOfRange("after effectiveFrom", "effectiveUntil");
        }

        (EffectiveFrom, EffectiveUntil) = (from, until);
        return this;
    }

    /// <summary>
    /// Ends the account at an instant, where it has not ended before; an end that has come is felt with the next request. False: it had ended.
    /// </summary>
    public bool End(DateTimeOffset at)
    {
        if (EffectiveUntil <= at)
        {
            return false;
        }

        EffectiveUntil = at;
        Version++;
        return true;
    }

    /// <summary>
    /// Follows its agent to another place: it ends, and the returned one begins with the same role, so it is known who saw what before. Null: it
    /// had not begun, and moved itself, or it had ended.
    /// </summary>
    public Account? FollowAgent(Agent agent, Guid id, DateTimeOffset at)
    {
        if (EffectiveUntil <= at)
        {
            return null;
        }

        if (EffectiveFrom >= at)
        {
            (RegionId, FranchiseId, StoreId, TeamId) = (agent.RegionId, agent.FranchiseId, agent.StoreId, agent.TeamId);
            Version++;
            return null;
        }

        var next = ForAgent(id, Subject, Role, agent, at);
        (next.EffectiveUntil, next.TrustedDocumentsOnly) = (EffectiveUntil, TrustedDocumentsOnly);
        End(at);
        return next;
    }

    /// <summary>Says whether it may send its trusted documents only. False: it has ended.</summary>
    public bool RestrictDocuments(bool trustedOnly, DateTimeOffset at)
    {
        if (EffectiveUntil <= at)
        {
            return false;
        }

        TrustedDocumentsOnly = trustedOnly;
        Version++;
        return true;
    }

    /// <summary>
    /// Whether a role may give another: operations any, a director those of the own franchise. Nobody raises anybody above the own place.
    /// </summary>
    public static bool MayGive(Role giver, Role given) =>
        giver == Role.PlatformOps
        || giver == Role.Director && given is Role.Agent or Role.StoreManager or Role.Closing or Role.Finance or Role.Partner or Role.Integrator;

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
            TrustedDocumentsOnly = TrustedDocumentsOnly,
        };
}
