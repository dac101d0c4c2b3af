using Lintel.Domain;
using Lintel.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Webhooks;

/// <summary>
/// The lines of events behind the endpoints, as they stand in the database. A worker takes endpoints for a time by one conditional update, passes over those
/// that somebody has locked, and says now and then that it lives. Whatever it writes later is written only while the endpoint is still its own and stands where it
/// stood.
/// </summary>
public sealed class WebhookLines(IDbContextFactory<LintelDbContext> contexts, WebhookMetrics metrics, TimeProvider clock)
{
    private static readonly Viewer Server = new() { Name = "webhooks" };

    /// <summary>Takes at most so many endpoints that have something to send now, the longest waiting first, and waits for nobody who has one.</summary>
    public async Task<IReadOnlyList<WebhookLease>> TakeAsync(int most, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var lease = Guid.CreateVersion7(now);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var taken = await db.LeaseWebhooksAsync(lease, now, now + WebhookOptions.Lease, most, cancellationToken);
        return [.. taken.Select(endpoint => new WebhookLease(endpoint, lease))];
    }

    /// <summary>A sign of life: the endpoint stays the worker's own. False: it is not any more.</summary>
    public async Task<bool> RenewAsync(WebhookLease lease, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + WebhookOptions.Lease;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Mine(db, lease).ExecuteUpdateAsync(set => set.SetProperty(endpoint => endpoint.LeasedUntil, until), cancellationToken) > 0;
    }

    /// <summary>The brands with endpoints that events are sent to.</summary>
    public async Task<IReadOnlyList<Guid>> BrandsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db
            .WebhookEndpoints.Where(endpoint => endpoint.State == WebhookState.Active)
            .Select(endpoint => endpoint.BrandId)
            .Distinct()
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// The endpoint as it is now, with its owner; null: it is not the worker's any more, or nothing is to be sent. With what was found
    /// <paramref name="since"/> its turn came, its owner is looked up only where something about anybody's access has changed.
    /// </summary>
    public async Task<WebhookTurn?> FindAsync(WebhookLease lease, WebhookTurn? since, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await Mine(db, lease)
            .AsNoTracking()
            .Where(endpoint => endpoint.State == WebhookState.Active && (endpoint.NextAttemptAt == null || endpoint.NextAttemptAt <= now))
            .Select(endpoint => new
            {
                Endpoint = endpoint,
                endpoint.Account.Subject,
                Epoch = db.AccessEpochs.Where(epoch => epoch.Id == AccessEpoch.OnlyId).Select(epoch => epoch.Value).FirstOrDefault(),
                Latest = db.EventCounters.Where(counter => counter.BrandId == endpoint.BrandId).Select(counter => counter.Last).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var owner = since?.OwnerAt(found.Epoch, now) ?? await db.ViewerInForceAsync(found.Subject, now, cancellationToken);
        return new WebhookTurn(found.Endpoint, owner?.Viewer.AccountId == found.Endpoint.AccountId ? owner : null, since?.Latest ?? found.Latest);
    }

    /// <summary>The events up to <paramref name="latest"/> are not about it.</summary>
    public async Task SkipAsync(WebhookLease lease, WebhookEndpoint endpoint, long latest, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await Standing(db, lease, endpoint)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(one => one.Position, latest)
                        .SetProperty(one => one.FailedAttempts, 0)
                        .SetProperty(one => one.NextAttemptAt, (DateTimeOffset?)null),
                cancellationToken
            );
    }

    /// <summary>An event was sent, and arrived or not. Once every attempt has failed the endpoint is degraded, and the log says so.</summary>
    public async Task<WebhookDelivery> RecordAsync(
        WebhookLease lease,
        WebhookEndpoint endpoint,
        long sequence,
        WebhookOutcome outcome,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var attempt = endpoint.FailedAttempts + 1;
        var next = outcome.Delivered || outcome.IsGone ? null : WebhookSchedule.Next(attempt, outcome.At);
        var delivery = WebhookDelivery.Create(Guid.CreateVersion7(now), endpoint, WebhookDeliveryKind.Event, sequence, attempt, outcome, next);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(endpoint.BrandId, cancellationToken);
        db.WebhookDeliveries.Add(delivery);
        var standing = Standing(db, lease, endpoint);
        if (outcome.Delivered)
        {
            var until = now + WebhookOptions.Lease;
            await standing.ExecuteUpdateAsync(
                set =>
                    set.SetProperty(one => one.Position, sequence)
                        .SetProperty(one => one.FailedAttempts, 0)
                        .SetProperty(one => one.NextAttemptAt, (DateTimeOffset?)null)
                        .SetProperty(one => one.LeasedUntil, until),
                cancellationToken
            );
        }
        else if (outcome.IsGone)
        {
            await PauseAsync(standing, WebhookPauseReason.Gone, cancellationToken);
        }
        else
        {
            await FailAsync(db, standing, endpoint, sequence, next, cancellationToken);
        }

        await db.CommitAsync(transaction, now, cancellationToken);
        if (attempt > 1)
        {
            metrics.CountRetry();
        }

        return delivery;
    }

    /// <summary>What becomes of an event whose payload could not be made now.</summary>
    public WebhookOutcome NotSent() => new(clock.GetUtcNow(), TimeSpan.Zero, StatusCode: null, WebhookFailure.PayloadFailed);

    /// <summary>Nothing is sent until somebody resumes it.</summary>
    public async Task PauseAsync(WebhookLease lease, WebhookEndpoint endpoint, WebhookPauseReason reason, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await PauseAsync(Standing(db, lease, endpoint), reason, cancellationToken);
    }

    /// <summary>Others may take it.</summary>
    public async Task ReleaseAsync(WebhookLease lease, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // The instant stays: who was served last comes last.
        await Mine(db, lease)
            .ExecuteUpdateAsync(
                set => set.SetProperty(endpoint => endpoint.LeaseId, (Guid?)null).SetProperty(endpoint => endpoint.LeasedUntil, now),
                cancellationToken
            );
    }

    private static async Task FailAsync(
        LintelDbContext db,
        IQueryable<WebhookEndpoint> standing,
        WebhookEndpoint endpoint,
        long sequence,
        DateTimeOffset? next,
        CancellationToken cancellationToken
    )
    {
        var attempt = endpoint.FailedAttempts + 1;
        await standing.ExecuteUpdateAsync(
            set => set.SetProperty(one => one.FailedAttempts, attempt).SetProperty(one => one.NextAttemptAt, next),
            cancellationToken
        );
        if (
            next is null
            && await standing
                .Where(one => one.State == WebhookState.Active)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(one => one.State, WebhookState.Degraded).SetProperty(one => one.Version, one => one.Version + 1),
                    cancellationToken
                ) > 0
        )
        {
            db.Record(new EndpointDegraded(endpoint.Id, sequence), endpoint, ownerAgentId: null, Server);
        }
    }

    private static Task PauseAsync(IQueryable<WebhookEndpoint> standing, WebhookPauseReason reason, CancellationToken cancellationToken) =>
        standing
            .Where(one => one.State == WebhookState.Active)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(one => one.State, WebhookState.Paused)
                        .SetProperty(one => one.PauseReason, reason)
                        .SetProperty(one => one.Version, one => one.Version + 1),
                cancellationToken
            );

    private static IQueryable<WebhookEndpoint> Mine(LintelDbContext db, WebhookLease lease) =>
        db.WebhookEndpoints.Where(endpoint => endpoint.Id == lease.EndpointId && endpoint.LeaseId == lease.Id);

    private static IQueryable<WebhookEndpoint> Standing(LintelDbContext db, WebhookLease lease, WebhookEndpoint endpoint) =>
        Mine(db, lease).Where(one => one.Position == endpoint.Position);
}

/// <summary>A worker's hold on an endpoint.</summary>
public sealed record WebhookLease(Guid EndpointId, Guid Id);

/// <summary>An endpoint whose turn it is.</summary>
/// <param name="Endpoint">As it is now.</param>
/// <param name="InForce">Whose view is sent, and how long; null: nobody's, its account is not in force or its subject has another one.</param>
/// <param name="Latest">The brand's last event when its turn came: whatever is read since has been read up to there.</param>
public sealed record WebhookTurn(WebhookEndpoint Endpoint, ViewerInForce? InForce, long Latest)
{
    /// <summary>Whose view is sent; null: nobody's.</summary>
    public Viewer? Owner => InForce?.Viewer;

    /// <summary>The same is sent there for the same owner.</summary>
    public bool IsLike(WebhookTurn other) =>
        Endpoint.Version == other.Endpoint.Version
        && Owner is not null
        && Owner with { AccessEpoch = null } == other.Owner! with { AccessEpoch = null };

    /// <summary>The owner, where it cannot be another one than it was.</summary>
    internal ViewerInForce? OwnerAt(long epoch, DateTimeOffset now) =>
        Owner?.AccessEpoch == epoch && (InForce!.Until is not { } until || now < until) ? InForce : null;
}
