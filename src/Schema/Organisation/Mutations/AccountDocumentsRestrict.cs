using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Organisation.Mutations;

/// <summary>Says whether an account may send documents of its own making; felt with its next request.</summary>
internal sealed class AccountDocumentsRestrict()
    : Mutation<AccountDocumentsRestrict.AccountDocumentsRestrictInput, Account>(
        "accountDocumentsRestrict",
        "Lets an account send its trusted documents only, by their ids, or any document again. Introspection is a document too. Noted in the audit log.",
        AccountAccess.Assign
    )
{
    internal sealed record AccountDocumentsRestrictInput : ChangeInput
    {
        [Description("The account.")]
        public required Ref<Account> AccountId { get; init; }

        [Description("True: trusted documents only.")]
        public bool TrustedOnly { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(AccountDocumentsRestrictInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.AccountId, AccountAccess.Assign, "accountId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var account = found.Value;
        if (account.Id == use.Viewer.AccountId)
        {
            return new InvalidInput(InputCodes.OwnAccount, "Nobody restricts the own account.", ["accountId"]);
        }

        if (use.Viewer.Role is not { } giver || !Account.MayGive(giver, account.Role))
        {
            return InvalidInput.OutOfRange("an account whose role is yours to give", "accountId");
        }

        if (!account.RestrictDocuments(input.TrustedOnly, use.Now))
        {
            return new WrongState("ENDED", "The account has ended already.", ["accountId"]);
        }

        await use.AuditAsync(
            account.BrandId,
            new AuditNote(AuditKind.PolicyChange, "Account")
            {
                Reason = $"{account.Id:N} may send {(input.TrustedOnly ? "trusted documents only" : "any document")}",
            },
            cancellationToken
        );
        return account.Id;
    }
}
