using System.Diagnostics.Metrics;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>Counts how often items of streams were executed: one that many of an access class are told by the same operation is executed once.</summary>
public static class StreamExecutions
{
    /// <summary>The name of the counter; its tag <c>shared</c> says whether others may have been told the same result.</summary>
    public const string Name = "lintel.stream.executions";

    private static readonly Meter Meter = new(ReadMetrics.MeterName);
    private static readonly Counter<long> Executions = Meter.CreateCounter<long>(
        Name,
        unit: "{execution}",
        description: "Items of streams executed, whether for one subscriber or for all of an access class."
    );

    internal static void Count(bool isShared) => Executions.Add(1, new KeyValuePair<string, object?>("shared", isShared));
}
