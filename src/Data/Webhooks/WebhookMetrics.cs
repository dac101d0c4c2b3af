using System.Diagnostics.Metrics;
using Lintel.Domain;
using Lintel.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Webhooks;

/// <summary>Counts what is sent to endpoints, and tells how they stand as it was last looked up.</summary>
public sealed class WebhookMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Lintel.Webhooks";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _retries;
    private readonly IDbContextFactory<LintelDbContext> _contexts;
    private readonly TimeProvider _clock;
    private volatile IReadOnlyList<Standing> _standings = [];

    public WebhookMetrics(IDbContextFactory<LintelDbContext> contexts, TimeProvider clock)
    {
        (_contexts, _clock) = (contexts, clock);
        _deliveries = _meter.CreateCounter<long>("lintel.webhook.deliveries", "{attempt}", "Attempts to send a message, by how they ended.");
        _retries = _meter.CreateCounter<long>("lintel.webhook.retries", "{attempt}", "Attempts at an event after its first.");
        _meter.CreateObservableGauge(
            "lintel.webhook.endpoints",
            () => _standings.Select(one => new Measurement<long>(one.Endpoints, StateTag(one.State))),
            "{endpoint}",
            "Endpoints by state."
        );
        _meter.CreateObservableGauge(
            "lintel.webhook.lag",
            () => _standings.Select(one => new Measurement<long>(one.Behind, StateTag(one.State))),
            "{event}",
            "Most events of the log that one endpoint in this state has still before it, whether it is about them or not."
        );
        _meter.CreateObservableGauge(
            "lintel.webhook.oldest_undelivered",
            () => _standings.Select(one => new Measurement<double>(AgeOf(one), StateTag(one.State))),
            "s",
            "Age of the oldest event that an endpoint in this state has still before it; 0: there is none."
        );
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Looks up how the endpoints stand.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        var counts = await db
            .WebhookEndpoints.Where(endpoint => endpoint.State != WebhookState.Deleted)
            .GroupBy(endpoint => endpoint.State)
            .Select(group => new { State = group.Key, Endpoints = group.Count() })
            .ToListAsync(cancellationToken);
        var oldest = await db
            .WebhookEndpoints.Where(endpoint => endpoint.State != WebhookState.Deleted)
            .Join(
                db.Events,
                endpoint => new { endpoint.BrandId, Sequence = endpoint.Position + 1 },
                logged => new { logged.BrandId, logged.Sequence },
                (endpoint, logged) => new { endpoint.State, logged.OccurredAt }
            )
            .GroupBy(one => one.State)
            .Select(group => new { State = group.Key, At = group.Min(one => one.OccurredAt) })
            .ToListAsync(cancellationToken);
        var behind = await db
            .WebhookEndpoints.Where(endpoint => endpoint.State != WebhookState.Deleted)
            .Join(
                db.EventCounters,
                endpoint => endpoint.BrandId,
                counter => counter.BrandId,
                (endpoint, counter) => new { endpoint.State, Events = counter.Last - endpoint.Position }
            )
            .GroupBy(one => one.State)
            .Select(group => new { State = group.Key, Most = group.Max(one => one.Events) })
            .ToListAsync(cancellationToken);
        _standings =
        [
            .. Enum.GetValues<WebhookState>()
                .Where(state => state != WebhookState.Deleted)
                .Select(state => new Standing(
                    state,
                    counts.Find(one => one.State == state)?.Endpoints ?? 0,
                    behind.Find(one => one.State == state)?.Most ?? 0,
                    oldest.Find(one => one.State == state)?.At
                )),
        ];
    }

    internal void Count(WebhookOutcome outcome) =>
        _deliveries.Add(1, new KeyValuePair<string, object?>("outcome", NameOf(outcome.Failure?.ToString() ?? "Delivered")));

    internal void CountRetry() => _retries.Add(1);

    private double AgeOf(Standing standing) => standing.Oldest is { } at ? Math.Max(0, (_clock.GetUtcNow() - at).TotalSeconds) : 0;

    private static KeyValuePair<string, object?> StateTag(WebhookState state) => new("state", NameOf(state.ToString()));

    private static string NameOf(string value) => EnumNames.ToConstantCase(value).ToLowerInvariant();

    private sealed record Standing(WebhookState State, long Endpoints, long Behind, DateTimeOffset? Oldest);
}
