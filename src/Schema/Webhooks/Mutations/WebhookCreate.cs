using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>Makes an endpoint that the caller's events are sent to.</summary>
internal sealed class WebhookCreate(WebhookSelectionCheck check)
    : Mutation<WebhookCreate.WebhookCreateInput, WebhookEndpoint>(
        "webhookCreate",
        "Has your events sent to a URL: what commits from now on, one after the other, as often as it takes (docs/webhooks.md). An account has at most 20 "
            + "endpoints. The secret is in this answer and nowhere else. Noted in the audit log.",
        WebhookAccess.Own
    )
{
    internal sealed record WebhookCreateInput : MutationInput
    {
        [Description("Where to: an https URL of at most 2,000 characters whose host has an address on the internet.")]
        public required string Url { get; init; }

        [Description(
            "What to send for each event: one subscription to dealAlerts, without after and snapshot, at most 20,000 characters. It must be valid in the graph as you have it; an API key needs the scope SUBSCRIBE."
        )]
        public required string Document { get; init; }

        [Description("The document's variables, a JSON object as text of at most 10,000 characters; absent: none.")]
        public string? Variables { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(TooManyWebhookEndpoints)];

    public override ShownOnceField ShowsOnce { get; } = WebhookSecretAnswer.Text;

    protected override async Task<Outcome<Guid>> RunAsync(WebhookCreateInput input, UseCase use, CancellationToken cancellationToken)
    {
        var selection = await check.JudgeAsync(new WebhookSelection(input.Url, input.Document, input.Variables), use, cancellationToken);
        if (!selection.Succeeded)
        {
            return selection.Errors.ToArray();
        }

        var account = await use.Db.Accounts.SingleAsync(one => one.Id == use.Viewer.AccountId, cancellationToken);
        var others = use.Db.WebhookEndpoints.Where(one => one.AccountId == account.Id && one.State != WebhookState.Deleted);
        if (await others.CountAsync(cancellationToken) >= WebhookEndpoint.MostOfAccount)
        {
            return new TooManyWebhookEndpoints(WebhookEndpoint.MostOfAccount);
        }

        var (_, latest) = await WebhookLog.BoundsAsync(use, account.BrandId, cancellationToken);
        var secret = WebhookSignature.NewSecret();
        var made = WebhookEndpoint.Create(use.NewId(), account, selection.Value, secret, latest, use.Now);
        if (!made.Succeeded)
        {
            return made.Errors.ToArray();
        }

        use.Db.WebhookEndpoints.Add(made.Value);
        await use.AuditAsync(
            account.BrandId,
            new AuditNote(AuditKind.PolicyChange, "WebhookEndpoint") { Reason = $"{made.Value.Id:N} made for {account.Id:N}" },
            cancellationToken
        );
        use.ShowOnce(secret);
        return made.Value.Id;
    }
}
