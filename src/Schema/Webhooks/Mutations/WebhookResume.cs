using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>Sends to an endpoint again, at once.</summary>
internal sealed class WebhookResume()
    : Mutation<WebhookResume.WebhookResumeInput, WebhookEndpoint>(
        "webhookResume",
        "Sends to an endpoint that is paused or degraded again, or to one that waits for its next attempt, at once and with a fresh schedule: the whole "
            + "backlog, in order.",
        WebhookAccess.Steer
    )
{
    internal sealed record WebhookResumeInput : ChangeInput
    {
        [Description("The endpoint.")]
        public required Ref<WebhookEndpoint> WebhookEndpointId { get; init; }

        [Description(
            "The sequence of the first event to send, from the oldest that is kept to the one after the last; those between it and position are sent again, or left out. Absent: the one after position."
        )]
        public long? From { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(WebhookResumeInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.WebhookEndpointId, WebhookAccess.Steer, "webhookEndpointId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var endpoint = found.Value;
        var (swept, last) = await WebhookLog.BoundsAsync(use, endpoint.BrandId, cancellationToken);
        var resumed = endpoint.Resume(input.From, swept + 1, last);
        return resumed.Succeeded ? endpoint.Id : resumed.Errors.ToArray();
    }
}
