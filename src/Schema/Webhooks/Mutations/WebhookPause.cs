using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>Sends nothing to an endpoint until it is resumed.</summary>
internal sealed class WebhookPause()
    : Mutation<WebhookPause.WebhookPauseInput, WebhookEndpoint>(
        "webhookPause",
        "Sends nothing more to an endpoint; a message that is on its way still arrives. Its backlog is kept.",
        WebhookAccess.Steer
    )
{
    internal sealed record WebhookPauseInput : ChangeInput
    {
        [Description("The endpoint.")]
        public required Ref<WebhookEndpoint> WebhookEndpointId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(WebhookPauseInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.WebhookEndpointId, WebhookAccess.Steer, "webhookEndpointId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var paused = found.Value.Pause();
        return paused.Succeeded ? paused.Value.Id : paused.Errors.ToArray();
    }
}
