using Lintel.Data.Webhooks;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>Sends a message that somebody asked for, out of line: what waits for the endpoint neither waits for it nor is moved on by it.</summary>
internal sealed class WebhookRequest(WebhookSender sender)
{
    /// <summary>Sends it and lists the attempt, whose key it returns.</summary>
    public async Task<Guid> SendAsync(
        WebhookEndpoint endpoint,
        WebhookDeliveryKind kind,
        long? sequence,
        string messageId,
        ReadOnlyMemory<byte> body,
        UseCase use,
        CancellationToken cancellationToken
    )
    {
        var outcome = await sender.SendAsync(endpoint, messageId, body, cancellationToken);
        var delivery = WebhookDelivery.Create(use.NewId(), endpoint, kind, sequence, attempt: 1, outcome, nextAttemptAt: null);
        await using var transaction = await use.Db.BeginWriteAsync(endpoint.BrandId, cancellationToken);
        use.Db.Entry(delivery).State = EntityState.Added;
        await use.Db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return delivery.Id;
    }
}
