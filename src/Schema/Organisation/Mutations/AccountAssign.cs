using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Organisation.Mutations;

/// <summary>Gives a role at a place, from an instant on (capability 56).</summary>
internal sealed class AccountAssign()
    : Mutation<AccountAssign.AccountAssignInput, Account>(
        "accountAssign",
        "Gives a subject a role at a place, from an instant on. What it had ends then; with effectiveUntil it comes back afterwards. Noted in the audit log.",
        AccountAccess.Assign
    )
{
    internal sealed record AccountAssignInput : MutationInput
    {
        [Description("The sub of the tokens, at most 200 characters.")]
        public required string Subject { get; init; }

        [Description("What the account is called, at most 80 characters.")]
        public required string DisplayName { get; init; }

        [Description("The role. A director gives those of the own franchise, operations any but CLIENT, which comes with the client.")]
        public required Role Role { get; init; }

        [Description("The office the role is about; absent for an agent's account.")]
        public Ref<Office>? OfficeId { get; init; }

        [Description("The agent who will use it; AGENT needs one.")]
        public Ref<Agent>? AgentId { get; init; }

        [Description("When it begins, not in the past; absent: now.")]
        public DateTimeOffset? EffectiveFrom { get; init; }

        [Description("The first instant at which it holds no more; absent: until further notice.")]
        public DateTimeOffset? EffectiveUntil { get; init; }
    }

    protected override async Task<Outcome<Guid>> RunAsync(AccountAssignInput input, UseCase use, CancellationToken cancellationToken)
    {
        var problems = Problems(input, use).ToList();
        var taken = new InvalidInput(InputCodes.SubjectTaken, "This subject has an account that you do not answer for.", ["subject"]);
        var made = await AccountAsync(input, use, cancellationToken);
        problems.AddRange(made.Errors);
        var brandId = use.Viewer.BrandId!.Value; // only accounts may run mutations
        var earlier = await use
            .Db.Accounts.Where(account => account.BrandId == brandId && account.Subject == input.Subject)
            .ToListAsync(cancellationToken);
        foreach (var account in earlier)
        {
            if (account.Id == use.Viewer.AccountId)
            {
                problems.Add(new InvalidInput(InputCodes.OwnAccount, "Nobody changes the own role.", ["subject"]));
            }
            else if (!MayGive(use, account.Role) || await use.ReachedAsync<Account>(account.Id, AccountAccess.Assign, cancellationToken) is null)
            {
                // What somebody may not give, they may not end by giving something else.
                problems.Add(taken);
            }
        }

        if (await use.Db.IsSubjectElsewhereAsync(input.Subject, brandId, cancellationToken))
        {
            problems.Add(taken);
        }

        if (problems.Count == 0 && earlier.Exists(account => account.EffectiveFrom == made.Value.EffectiveFrom))
        {
            problems.Add(new InvalidInput(InputCodes.Taken, "Another role of this subject begins at the same instant.", ["effectiveFrom"]));
        }

        if (problems.Count > 0)
        {
            return problems.Distinct().ToList();
        }

        var given = made.Value;
        foreach (var account in earlier.Where(account => input.EffectiveUntil is null && account.EffectiveFrom < given.EffectiveFrom))
        {
            account.End(given.EffectiveFrom);
        }

        use.Db.Accounts.Add(given);
        await use.AuditAsync(
            given.BrandId,
            new AuditNote(AuditKind.PolicyChange, "Account") { Reason = $"{given.Id:N} is {EnumNames.ToConstantCase(given.Role.ToString())}" },
            cancellationToken
        );
        return given.Id;
    }

    private static IEnumerable<UserError> Problems(AccountAssignInput input, UseCase use)
    {
        if (input.Subject.Trim().Length is 0 or > Account.LongestSubject)
        {
            yield return InvalidInput.OutOfRange($"1 to {Account.LongestSubject} characters", "subject");
        }

        if (input.DisplayName.Trim().Length is 0 or > Account.LongestName)
        {
            yield return InvalidInput.OutOfRange($"1 to {Account.LongestName} characters", "displayName");
        }

        if (input.Role == Role.Client || !MayGive(use, input.Role))
        {
            yield return InvalidInput.OutOfRange("a role that is yours to give", "role");
        }

        if (input.EffectiveFrom < use.Now)
        {
            // Who had which role when is history.
            yield return InvalidInput.OutOfRange("now or later", "effectiveFrom");
        }
    }

    private static bool MayGive(UseCase use, Role role) => use.Viewer.Role is { } giver && Account.MayGive(giver, role);

    private static async Task<Outcome<Account>> AccountAsync(AccountAssignInput input, UseCase use, CancellationToken cancellationToken)
    {
        var from = input.EffectiveFrom ?? use.Now;
        if (input.AgentId is { } named)
        {
            var agent = await use.FindAsync(named, AccountAccess.Assign, "agentId", cancellationToken);
            return !agent.Succeeded ? agent.Errors.ToArray()
                : input.OfficeId is not null ? InvalidInput.OutOfRange("absent beside agentId", "officeId")
                : input.Role is not (Role.Agent or Role.StoreManager) ? InvalidInput.OutOfRange("absent for this role", "agentId")
                : Account.ForAgent(use.NewId(), input.Subject, input.Role, agent.Value, use.Now).For(from, input.EffectiveUntil);
        }

        if (input.Role == Role.Agent)
        {
            return InvalidInput.Required("agentId");
        }

        if (input.OfficeId is not { } at)
        {
            return InvalidInput.Required("officeId");
        }

        var office = await use.FindAsync(at, AccountAccess.Assign, "officeId", cancellationToken);
        return !office.Succeeded ? office.Errors.ToArray()
            : office.Value.Kind != PlaceOf(input.Role)
                ? InvalidInput.OutOfRange($"a {EnumNames.ToConstantCase(PlaceOf(input.Role).ToString())}", "officeId")
            : Account.ForOffice(use.NewId(), input.Subject, input.DisplayName, input.Role, office.Value, use.Now).For(from, input.EffectiveUntil);
    }

    /// <summary>The level of the tree a role belongs to: its scopes need that office's id.</summary>
    private static OfficeKind PlaceOf(Role role) =>
        role switch
        {
            Role.Agent or Role.StoreManager => OfficeKind.Store,
            Role.Director or Role.Closing or Role.Finance or Role.Partner or Role.Integrator => OfficeKind.Franchise,
            Role.Compliance or Role.PlatformOps or Role.Client => OfficeKind.Brand,
        };
}
