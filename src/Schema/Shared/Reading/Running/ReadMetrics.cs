using System.Diagnostics.Metrics;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Counts queries by the way they were read. What falls off the plans is correct, but slower: for a query of our own it is a fault.</summary>
internal sealed class ReadMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Lintel.Schema";

    /// <summary>The name of the counter of queries; its tag <c>way</c> is one of the ways here.</summary>
    public const string QueriesName = "lintel.graphql.queries";

    /// <summary>By a plan that was known.</summary>
    public const string Known = "known";

    /// <summary>By a plan that was made for it.</summary>
    public const string Planned = "planned";

    /// <summary>By the engine, because a field has no plan (introspection, schema, explainAccess).</summary>
    public const string Engine = "engine";

    /// <summary>By the engine, because an argument is refused, which it says in its place.</summary>
    public const string Refused = "refused";

    /// <summary>By the engine, because its plan broke.</summary>
    public const string Broken = "broken";

    private static readonly Meter Meter = new(MeterName);

    private readonly Counter<long> _queries = Meter.CreateCounter<long>(
        QueriesName,
        unit: "{query}",
        description: "Queries answered, by the way they were read."
    );

    public void Count(string way) => _queries.Add(1, new KeyValuePair<string, object?>("way", way));
}
