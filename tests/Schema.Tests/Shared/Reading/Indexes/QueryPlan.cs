using System.Globalization;
using System.Text.Json;

namespace Lintel.Schema.Tests.Shared.Reading.Indexes;

/// <summary>How PostgreSQL reads one statement.</summary>
internal sealed class QueryPlan(string sql, string json)
{
    /// <summary>
    /// So many rows a page may cost to sort or to hold, by PostgreSQL's own estimate: what one store, one agent or one community has.
    /// </summary>
    private const double MostRows = 5_000;

    public string Sql => sql;
    public string Json => json;

    /// <summary>Where it costs what a large table has and not what the page has; empty: nowhere.</summary>
    public IEnumerable<string> Faults(IReadOnlySet<string> large) => Faults(Root, large);

    /// <summary>The conditions that indexes begin and end with.</summary>
    public IEnumerable<string> IndexConditions => Nodes(Root).Select(node => Text(node, "Index Cond")).Where(condition => condition.Length > 0);

    private JsonElement Root { get; } = JsonDocument.Parse(json).RootElement[0].GetProperty("Plan");

    private static IEnumerable<string> Faults(JsonElement node, IReadOnlySet<string> large)
    {
        var kind = Text(node, "Node Type");
        if (Text(node, "One-Time Filter") is "false" or "NULL::boolean")
        {
            yield break; // nothing is read below
        }

        if (kind is "Seq Scan" && large.Contains(Text(node, "Relation Name")))
        {
            yield return $"reads all of {Text(node, "Relation Name")}";
        }

        foreach (var below in Below(node))
        {
            if (
                kind is "Sort" or "Incremental Sort" or "Hash" or "Materialize"
                && below.GetProperty("Plan Rows").GetDouble() is > MostRows and var rows
            )
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{kind} of {rows:0} rows");
            }

            foreach (var fault in Faults(below, large))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement node) => Below(node).SelectMany(Nodes).Prepend(node);

    private static IEnumerable<JsonElement> Below(JsonElement node) => node.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray() : [];

    private static string Text(JsonElement node, string property) => node.TryGetProperty(property, out var value) ? value.GetString()! : ""; // no null among them
}
