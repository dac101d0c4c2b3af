using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Organisation.Mutations;

/// <summary>Makes an API key for an account that a machine uses.</summary>
internal sealed class ApiKeyCreate()
    : Mutation<ApiKeyCreate.ApiKeyCreateInput, ApiKey>(
        "apiKeyCreate",
        "Makes an API key for an account of the role INTEGRATOR or PARTNER. Its text is in this answer and nowhere else. Noted in the audit log.",
        ApiKeyAccess.Create
    )
{
    internal sealed record ApiKeyCreateInput : MutationInput
    {
        [Description("Whose key it will be.")]
        public required Ref<Account> AccountId { get; init; }

        [Description("What it is called, 1 to 80 characters.")]
        public required string Name { get; init; }

        [Description("What it may be used for, at least one.")]
        public required IReadOnlyList<ApiKeyScopes> Scopes { get; init; }

        [Description("The first instant at which it works no more, at most 365 days ahead; absent: in 90 days.")]
        public DateTimeOffset? ExpiresAt { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(WrongState)];

    public override ShownOnceField ShowsOnce { get; } = ApiKeyAnswer.Text;

    protected override async Task<Outcome<Guid>> RunAsync(ApiKeyCreateInput input, UseCase use, CancellationToken cancellationToken)
    {
        var account = await use.FindAsync(input.AccountId, ApiKeyAccess.Create, "accountId", cancellationToken);
        if (!account.Succeeded)
        {
            return account.Errors.ToArray();
        }

        var prefix = ApiKeyText.NewPrefix();
        var (text, hash) = ApiKeyText.NewSecret(prefix);
        var scopes = input.Scopes.Aggregate(ApiKeyScopes.None, (all, scope) => all | scope);
        var made = ApiKey.Create(use.NewId(), account.Value, input.Name, scopes, (prefix, hash), input.ExpiresAt, use.Now);
        if (!made.Succeeded)
        {
            return made.Errors.ToArray();
        }

        use.Db.ApiKeys.Add(made.Value);
        await use.AuditAsync(
            made.Value.BrandId,
            new AuditNote(AuditKind.PolicyChange, "ApiKey") { Reason = $"{prefix} made for {account.Value.Id:N}: {scopes}" },
            cancellationToken
        );
        use.ShowOnce(text);
        return made.Value.Id;
    }
}

/// <summary>How a key's text is answered.</summary>
internal static class ApiKeyAnswer
{
    public static ShownOnceField Text { get; } =
        new(
            "key",
            "The whole text of the key, to be sent as Authorization: Bearer …. It is kept nowhere: keep it now. Null when it was refused or only a dry "
                + "run, and in the answer to a retry; where the first answer was lost, rotate the key."
        );
}
