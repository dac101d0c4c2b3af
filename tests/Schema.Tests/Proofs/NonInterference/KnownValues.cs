using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Nodes;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>The values that rows really have, seen or hidden, as a filter takes them: what somebody who guesses well would ask for.</summary>
internal sealed class KnownValues
{
    private readonly Dictionary<string, List<JsonNode>> _values = new(StringComparer.Ordinal);

    private KnownValues() { }

    /// <summary>The ids of all rows that are nodes, and of rows that do not exist.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>Values of a declared field; null: there is no such field.</summary>
    public IReadOnlyList<JsonNode>? Of(string coordinate) => _values.GetValueOrDefault(coordinate);

    /// <summary>All texts of a type's rows.</summary>
    public IEnumerable<JsonNode> TextsOf(string type) =>
        _values
            .Where(one => one.Key.StartsWith(type + ".", StringComparison.Ordinal))
            .SelectMany(one => one.Value)
            .Where(value => value.GetValueKind() == JsonValueKind.String);

    public static async Task<KnownValues> ReadAsync(Graph graph)
    {
        await using var db = graph.Database.Open();
        var rows = await LoadedRows.LoadAsync(db);
        var known = new KnownValues();
        foreach (var type in ((DeclaredGraph)graph.Service(typeof(DeclaredGraph))).Types)
        {
            foreach (var field in type.Fields.Where(field => field.CanFilter))
            {
                known._values[$"{type.Name}.{field.Name}"] =
                [
                    .. rows.Of(type.Entity).Select(row => RowSight.ValueOf(field, row)).OfType<object>().Select(value => Json(field.Kind, value)),
                ];
            }

            if (type.IsNode)
            {
                known.Ids.AddRange(known._values[$"{type.Name}.id"].Select(id => id.GetValue<string>()));
                known.Ids.AddRange(Enumerable.Range(1, 3).Select(n => GlobalId.Encode(type.Name, new Guid(n, 0, 7, new byte[8]))));
            }
        }

        return known;
    }

    private static JsonNode Json(ValueKind kind, object value) =>
        kind switch
        {
            IdKind id => GlobalId.Encode(id.TypeName, (Guid)value),
            SubjectIdKind => GlobalId.Encode("", (Guid)value)[1..],
            HundredthsKind => Convert.ToDecimal(value, CultureInfo.InvariantCulture) / 100,
            WholeNumberKind => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            BooleanKind => (bool)value,
            DateKind => ((DateOnly)value).ToString("O", CultureInfo.InvariantCulture),
            InstantKind => ((DateTimeOffset)value).ToString("O", CultureInfo.InvariantCulture),
            FlagsKind => new JsonArray([
                .. value.ToString()!.Split(", ").Where(name => name != "None").Select(name => (JsonNode)EnumNames.ToConstantCase(name)),
            ]), // an enum
            EnumKind => EnumNames.ToConstantCase(value.ToString()!), // an enum
            _ => (string)value,
        };
}
