using Lintel.Data.Webhooks;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Webhooks;
using Lintel.Server.Observability;

namespace Lintel.Server.Webhooks;

/// <summary>
/// Sends one endpoint its events, one after the other, until none is left, one is not taken, or others have waited long enough. Each is read for the owner
/// as it is at that moment; an owner that changed while it was read has it read again, so nothing that committed after the change is sent.
/// </summary>
internal sealed class WebhookLine(WebhookLines lines, WebhookPayloads payloads, WebhookSender sender, TimeProvider clock, ILogger<WebhookLine> logger)
{
    /// <summary>Events after which an endpoint goes to the end of the queue.</summary>
    private const int MostAtOnce = 100;

    /// <summary>Throws nothing. Also at a stop the endpoint is let go, so that another server need not wait for the lease to end.</summary>
    public async Task RunAsync(WebhookLease lease, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var living = RenewAsync(lease, ended.Token);
        try
        {
            for (var sent = 0; sent < MostAtOnce && await SendNextAsync(lease, cancellationToken); sent++) { }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { }
        catch (Exception fault)
        {
            ServerLog.WebhookLineBroke(logger, lease.EndpointId, fault);
            return; // The lease ends by itself: what broke is not tried again in the same breath.
        }
        finally
        {
            await ended.CancelAsync();
            await living;
        }

        try
        {
            await lines.ReleaseAsync(lease, CancellationToken.None);
        }
        catch (Exception fault)
        {
            ServerLog.WebhookLineBroke(logger, lease.EndpointId, fault);
        }
    }

    /// <summary>Says that this server lives, for as long as an attempt takes. A sign that could not be given is given with the next.</summary>
    private async Task RenewAsync(WebhookLease lease, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(WebhookOptions.Renewal, clock);
        while (true)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(ended) || !await lines.RenewAsync(lease, ended))
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                ServerLog.WebhookLineBroke(logger, lease.EndpointId, fault);
            }
        }
    }

    /// <summary>False: there is nothing more to do for now.</summary>
    private async Task<bool> SendNextAsync(WebhookLease lease, CancellationToken cancellationToken)
    {
        if (await lines.FindAsync(lease, cancellationToken) is not { } turn)
        {
            return false;
        }

        if (turn.Owner is not { } owner)
        {
            await lines.PauseAsync(lease, turn.Endpoint, WebhookPauseReason.OwnerNotInForce, cancellationToken);
            return false;
        }

        var reading = await payloads.ReadAsync(turn.Endpoint, owner, turn.Endpoint.Position, cancellationToken);
        return await lines.OwnerAsync(turn.Endpoint, cancellationToken) != owner
            || reading.Kind switch
            {
                WebhookReadingKind.Payload => await SendAsync(lease, turn.Endpoint, reading, cancellationToken),
                WebhookReadingKind.Nothing => await SkipAsync(lease, turn, cancellationToken),
                WebhookReadingKind.Refused => await PauseAsync(lease, turn.Endpoint, WebhookPauseReason.DocumentRefused, cancellationToken),
                WebhookReadingKind.NotRetained => await PauseAsync(lease, turn.Endpoint, WebhookPauseReason.PositionNotRetained, cancellationToken),
                WebhookReadingKind.Broken => await FailAsync(lease, turn.Endpoint, reading, cancellationToken),
                var kind => throw new InvalidOperationException($"{kind} is no reading."),
            };
    }

    private async Task<bool> SendAsync(WebhookLease lease, WebhookEndpoint endpoint, WebhookReading reading, CancellationToken cancellationToken)
    {
        var sequence = reading.Sequence!.Value; // a payload is of an event
        var outcome = await sender.SendAsync(endpoint, WebhookMessage.IdOf(endpoint.Id, sequence), reading.Body, cancellationToken);
        await lines.RecordAsync(lease, endpoint, sequence, outcome, cancellationToken);
        return outcome.Delivered;
    }

    private async Task<bool> SkipAsync(WebhookLease lease, WebhookTurn turn, CancellationToken cancellationToken)
    {
        if (turn.Latest > turn.Endpoint.Position)
        {
            await lines.SkipAsync(lease, turn.Endpoint, turn.Latest, cancellationToken);
        }

        return false;
    }

    private async Task<bool> PauseAsync(WebhookLease lease, WebhookEndpoint endpoint, WebhookPauseReason reason, CancellationToken cancellationToken)
    {
        await lines.PauseAsync(lease, endpoint, reason, cancellationToken);
        return false;
    }

    private async Task<bool> FailAsync(WebhookLease lease, WebhookEndpoint endpoint, WebhookReading reading, CancellationToken cancellationToken)
    {
        var outcome = lines.NotSent();
        await lines.RecordAsync(lease, endpoint, reading.Sequence ?? endpoint.Position + 1, outcome, cancellationToken);
        return false;
    }
}
