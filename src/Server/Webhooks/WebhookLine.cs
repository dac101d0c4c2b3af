using Lintel.Data.Webhooks;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Webhooks;
using Lintel.Server.Observability;

namespace Lintel.Server.Webhooks;

/// <summary>
/// Sends one endpoint its events, one after the other, until none is left, one is not taken, or others have waited long enough. Some are read together, for
/// the owner as it is then; before each is sent the endpoint and its owner are looked at, and what was read for another one is read again, so nothing that
/// committed after the change is sent.
/// </summary>
internal sealed class WebhookLine(WebhookLines lines, WebhookPayloads payloads, WebhookSender sender, TimeProvider clock, ILogger<WebhookLine> logger)
{
    /// <summary>Events after which an endpoint goes to the end of the queue.</summary>
    private const int MostAtOnce = 100;

    /// <summary>Events that are read together.</summary>
    private const int MostAtATime = 16;

    /// <summary>How old a payload may be that others were sent before: what its owner sees of a deal may have changed since.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>Throws nothing. Also at a stop the endpoint is let go, so that another server need not wait for the lease to end.</summary>
    public async Task RunAsync(WebhookLease lease, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var living = RenewAsync(lease, ended.Token);
        try
        {
            for (var sent = 0; sent < MostAtOnce && await SendSomeAsync(lease, cancellationToken) is > 0 and var some; sent += some) { }
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

    /// <summary>Reads some of what is to be sent and sends it; says how much, and 0 where there is nothing more to do for now.</summary>
    private async Task<int> SendSomeAsync(WebhookLease lease, CancellationToken cancellationToken)
    {
        if (await lines.FindAsync(lease, since: null, cancellationToken) is not { } turn)
        {
            return 0;
        }

        if (turn.Owner is not { } owner)
        {
            await lines.PauseAsync(lease, turn.Endpoint, WebhookPauseReason.OwnerNotInForce, cancellationToken);
            return 0;
        }

        var read = clock.GetTimestamp();
        var readings = await payloads.ReadAsync(turn.Endpoint, owner, turn.Endpoint.Position, MostAtATime, cancellationToken);
        var (sent, position) = (0, turn.Endpoint.Position);
        foreach (var reading in readings)
        {
            if (await lines.FindAsync(lease, turn, cancellationToken) is not { } now)
            {
                return 0;
            }

            if (now.Endpoint.Position != position || !now.IsLike(turn) || sent > 0 && clock.GetElapsedTime(read) > Fresh)
            {
                return Math.Max(sent, 1); // What was read is not what would be read now: that comes next.
            }

            if (!await DoAsync(lease, now, reading, cancellationToken))
            {
                return 0;
            }

            sent++;
            position = reading.Sequence!.Value; // only a payload goes on to the next
        }

        return sent;
    }

    /// <summary>False: there is nothing more to do for now.</summary>
    private Task<bool> DoAsync(WebhookLease lease, WebhookTurn turn, WebhookReading reading, CancellationToken cancellationToken) =>
        reading.Kind switch
        {
            WebhookReadingKind.Payload => SendAsync(lease, turn.Endpoint, reading, cancellationToken),
            WebhookReadingKind.Nothing => SkipAsync(lease, turn, cancellationToken),
            WebhookReadingKind.Refused => PauseAsync(lease, turn.Endpoint, WebhookPauseReason.DocumentRefused, cancellationToken),
            WebhookReadingKind.NotRetained => PauseAsync(lease, turn.Endpoint, WebhookPauseReason.PositionNotRetained, cancellationToken),
            WebhookReadingKind.Broken => FailAsync(lease, turn.Endpoint, reading, cancellationToken),
            var kind => throw new InvalidOperationException($"{kind} is no reading."),
        };

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
