using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lintel.Reads;

/// <summary>Whether two peers give the same answer: the same fields with the same values, numbers by value. Cursors are each peer's own.</summary>
internal static class AnswerCheck
{
    private const string Cursor = "endCursor";

    /// <summary>Where two answers differ first; null where they do not.</summary>
    public static string? Difference(JsonNode? one, JsonNode? other, string path = "data") =>
        (one, other) switch
        {
            (null, null) => null,
            (JsonObject left, JsonObject right) => OfObjects(left, right, path),
            (JsonArray left, JsonArray right) when left.Count != right.Count => $"{path}: {left.Count} and {right.Count} rows",
            (JsonArray left, JsonArray right) => left.Select((item, i) => Difference(item, right[i], $"{path}[{i}]"))
                .FirstOrDefault(difference => difference is not null),
            (JsonValue left, JsonValue right) when AreEqual(left, right) => null,
            _ => $"{path}: {one?.ToJsonString() ?? "null"} and {other?.ToJsonString() ?? "null"}",
        };

    private static string? OfObjects(JsonObject left, JsonObject right, string path) =>
        !left.Select(member => member.Key).SequenceEqual(right.Select(member => member.Key), StringComparer.Ordinal)
            ? $"{path}: other fields, or in another order"
            : left.Where(member => member.Key != Cursor)
                .Select(member => Difference(member.Value, right[member.Key], $"{path}.{member.Key}"))
                .FirstOrDefault(difference => difference is not null);

    private static bool AreEqual(JsonValue left, JsonValue right) =>
        left.GetValueKind() == right.GetValueKind()
        && (
            left.GetValueKind() == JsonValueKind.Number
                ? left.GetValue<decimal>() == right.GetValue<decimal>()
                : string.Equals(left.ToJsonString(), right.ToJsonString(), StringComparison.Ordinal)
        );
}
