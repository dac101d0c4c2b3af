using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Organisation.Mutations;

/// <summary>Takes a role away; felt with the account's next request, whatever its token says.</summary>
internal sealed class AccountClose()
    : Mutation<AccountClose.AccountCloseInput, Account>(
        "accountClose",
        "Ends an account at once: its tokens are worth nothing from the next request on. Noted in the audit log.",
        AccountAccess.Assign
    )
{
    internal sealed record AccountCloseInput : ChangeInput
    {
        [Description("The account.")]
        public required Ref<Account> AccountId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(AccountCloseInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.AccountId, AccountAccess.Assign, "accountId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var account = found.Value;
        if (account.Id == use.Viewer.AccountId)
        {
            return new InvalidInput(InputCodes.OwnAccount, "Nobody closes the own account.", ["accountId"]);
        }

        if (use.Viewer.Role is not { } closer || !Account.MayGive(closer, account.Role))
        {
            return new InvalidInput(InputCodes.OutOfRange, "accountId must be an account whose role is yours to take.", ["accountId"]);
        }

        if (!account.End(use.Now))
        {
            return new WrongState("ENDED", "The account has ended already.", ["accountId"]);
        }

        await use.AuditAsync(
            account.BrandId,
            new AuditNote(AuditKind.PolicyChange, "Account") { Reason = $"{account.Id:N} ended" },
            cancellationToken
        );
        return account.Id;
    }
}
