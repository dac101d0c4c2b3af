using System.Globalization;
using System.Text.Json;

namespace Lintel.Schema.Tests;

/// <summary>A whole response, as it would go over the wire.</summary>
internal sealed class Answer(string text)
{
    /// <summary>Every byte of it.</summary>
    public string Text { get; } = text;

    /// <summary>The data of an answer without errors, as compact JSON.</summary>
    public string Data => Succeeded.GetProperty("data").GetRawText();

    /// <summary>The codes of the top-level errors, in order.</summary>
    public string Codes =>
        Root.TryGetProperty("errors", out var errors)
            ? string.Join(' ', errors.EnumerateArray().Select(error => error.GetProperty("extensions").GetProperty("code").GetString()))
            : "";

    /// <summary>True when nothing was run: there is no data, not even null.</summary>
    public bool IsRefusedUnrun => !Root.TryGetProperty("data", out _);

    /// <summary>A value of the data by its path: names and list positions, separated by dots.</summary>
    public JsonElement this[string path] =>
        path.Split('.')
            .Aggregate(
                Succeeded.GetProperty("data"),
                (at, step) =>
                    at.ValueKind == JsonValueKind.Array ? at[int.Parse(step, NumberStyles.None, CultureInfo.InvariantCulture)] : at.GetProperty(step)
            );

    /// <summary>One field of every row of a list, separated by spaces; text without its quotes.</summary>
    public string Column(string list, string field) =>
        string.Join(' ', this[list].EnumerateArray().Select(row => field.Split('.').Aggregate(row, (at, step) => at.GetProperty(step)).ToString()));

    /// <summary>The same, sorted.</summary>
    public string SortedColumn(string list, string field) => string.Join(' ', Column(list, field).Split(' ').Order(StringComparer.Ordinal));

    private JsonElement Root { get; } = JsonDocument.Parse(text).RootElement;

    private JsonElement Succeeded
    {
        get
        {
            Assert.False(Root.TryGetProperty("errors", out _), Text);
            return Root;
        }
    }
}
