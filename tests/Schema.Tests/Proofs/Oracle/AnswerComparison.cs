using System.Text.Json;

namespace Lintel.Schema.Tests.Proofs.Oracle;

/// <summary>Two answers side by side: the same members in the same order, the same text of every number, cursors by the book.</summary>
internal sealed class AnswerComparison(CursorBook cursors)
{
    /// <summary>Rows that both answers have.</summary>
    public int Rows { get; private set; }

    /// <summary>Cursors that the graph gave, by the name of their member.</summary>
    public List<(string Member, string Cursor)> Cursors { get; } = [];

    /// <summary>Where the answers differ; null: nowhere.</summary>
    public string? Difference(string expected, string actual)
    {
        using var ours = JsonDocument.Parse(expected);
        using var theirs = JsonDocument.Parse(actual);
        var (errors, others) = (ErrorsOf(ours.RootElement), ErrorsOf(theirs.RootElement));
        return errors != others ? $"errors: {errors} but {others}"
            : ours.RootElement.TryGetProperty("data", out var data)
                ? theirs.RootElement.TryGetProperty("data", out var answered) ? Difference(data, answered, "data")
                    : "no data"
            : null;
    }

    private string? Difference(JsonElement ours, JsonElement theirs, string path)
    {
        if (ours.ValueKind != theirs.ValueKind)
        {
            return $"{path}: {Short(ours)} but {Short(theirs)}";
        }

        switch (ours.ValueKind)
        {
            case JsonValueKind.Object:
                var (members, others) = (ours.EnumerateObject().ToList(), theirs.EnumerateObject().ToList());
                return members.Select(one => one.Name).SequenceEqual(others.Select(one => one.Name))
                    ? members.Zip(others).Select(pair => Member(pair.First, pair.Second, path)).FirstOrDefault(found => found is not null)
                    : $"{path}: other members";
            case JsonValueKind.Array:
                var (items, otherItems) = (ours.EnumerateArray().ToList(), theirs.EnumerateArray().ToList());
                Rows += items.Count(item => item.ValueKind == JsonValueKind.Object);
                return items.Count == otherItems.Count
                    ? items.Select((item, i) => Difference(item, otherItems[i], $"{path}.{i}")).FirstOrDefault(found => found is not null)
                    : $"{path}: {items.Count} but {otherItems.Count} items";
            case JsonValueKind.String:
                var (text, other) = (ours.GetString()!, theirs.GetString()!); // strings
                return text == other || (cursors.IsOurs(text) && cursors.Agree(text, other)) ? null : $"{path}: {text} but {other}";
            default:
                return ours.GetRawText() == theirs.GetRawText() ? null : $"{path}: {Short(ours)} but {Short(theirs)}";
        }
    }

    private string? Member(JsonProperty ours, JsonProperty theirs, string path)
    {
        var difference = Difference(ours.Value, theirs.Value, $"{path}.{ours.Name}");
        if (difference is null && ours.Value.ValueKind == JsonValueKind.String && cursors.IsOurs(ours.Value.GetString()!))
        {
            Cursors.Add((ours.Name, theirs.Value.GetString()!));
        }

        return difference;
    }

    /// <summary>Codes and paths; what is said in words is the graph's own matter.</summary>
    private static string ErrorsOf(JsonElement answer) =>
        answer.TryGetProperty("errors", out var errors)
            ? string.Join(
                ' ',
                errors
                    .EnumerateArray()
                    .Select(error =>
                        error.GetProperty("extensions").GetProperty("code").GetString()
                        + (error.TryGetProperty("path", out var at) ? at.GetRawText() : "")
                    )
                    .Order(StringComparer.Ordinal)
            )
            : "none";

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 200 } text ? text[..200] : value.GetRawText();
}
