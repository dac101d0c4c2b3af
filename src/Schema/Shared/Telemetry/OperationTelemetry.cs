using System.Diagnostics;
using System.Diagnostics.Metrics;
using Lintel.Domain;
using Lintel.Schema.Shared.Limits;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Telemetry;

/// <summary>
/// Tells of operations: a span and a duration each, and how many were refused for want of a grant. Of a document only its type and the name of its
/// operation are told, never its text, its literals or the variables. While nobody listens an operation costs two look-ups.
/// </summary>
public sealed class OperationTelemetry
{
    /// <summary>The name of the source of spans.</summary>
    public const string SourceName = "Lintel";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = ReadMetrics.MeterName;

    /// <summary>The name of the histogram of durations in seconds; tags <c>graphql.operation.type</c>, <c>way</c>, <c>outcome</c>, <c>error.type</c>.</summary>
    public const string DurationName = "lintel.graphql.operation.duration";

    /// <summary>The name of the counter of operations refused for want of a grant; tag <c>role</c>, which is <c>none</c> for who has not signed in.</summary>
    public const string RefusedName = "lintel.access.refused";

    /// <summary>The name of the counter of runs of documents that use what will go; tag <c>coordinate</c>.</summary>
    public const string DeprecatedName = "lintel.graphql.deprecated";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        DurationName,
        unit: "s",
        description: "Time from a request's document to its answer, by the way it was answered and how it ended.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        }
    );

    private static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        RefusedName,
        unit: "{operation}",
        description: "Operations that ask for what the viewer's role has no grant for."
    );

    private static readonly Counter<long> Deprecated = Meter.CreateCounter<long>(
        DeprecatedName,
        unit: "{operation}",
        description: "Operations that ran with a deprecated element in their document, by its coordinate."
    );

    private readonly TimeProvider _clock;

    /// <summary>Measures by a clock.</summary>
    public OperationTelemetry(TimeProvider clock) => _clock = clock;

    /// <summary>An operation begins, in the trace of its caller if that has one; null: nobody listens.</summary>
    internal OperationWatch? Start(ActivityContext caller, KnownDocument? known = null) =>
        Source.HasListeners() || Duration.Enabled ? new OperationWatch(Source, Duration, _clock, caller, known?.Operation) : null;

    /// <summary>A document ran.</summary>
    internal static void CountDeprecated(KnownDocument? ran)
    {
        if (ran is { DeprecatedUses: { Count: > 0 } uses } && Deprecated.Enabled)
        {
            foreach (var coordinate in uses)
            {
                Deprecated.Add(1, new KeyValuePair<string, object?>("coordinate", coordinate));
            }
        }
    }

    /// <summary>An operation was refused because the role has no grant.</summary>
    internal static void CountRefused(Viewer viewer)
    {
        if (Refused.Enabled)
        {
            Refused.Add(1, new KeyValuePair<string, object?>("role", viewer.Role is { } role ? EnumNames.ToConstantCase(role.ToString()) : "none"));
        }
    }
}
