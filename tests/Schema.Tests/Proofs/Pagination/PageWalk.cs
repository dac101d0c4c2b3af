using System.Globalization;
using System.Text.Json;
using Lintel.Domain;

namespace Lintel.Schema.Tests.Proofs.Pagination;

/// <summary>Walks a connection from one end to the other, page by page, and says what it met.</summary>
internal sealed class PageWalk(Graph graph, Viewer viewer)
{
    /// <summary>So many pages no list of these proofs has: who needs more of them does not get on.</summary>
    private const int MostPages = 5000;

    /// <summary>How many pages were read so far.</summary>
    public int Pages { get; private set; }

    /// <summary>The marks of all rows met, in the order of the list, whichever way it was walked.</summary>
    public async Task<List<string>> AllAsync(PagedList list, string field, bool isDescending, int size, bool isBackward)
    {
        var (sizeName, cursorName, more, next) = isBackward
            ? ("last", "before", "hasPreviousPage", "startCursor")
            : ("first", "after", "hasNextPage", "endCursor");
        var connection =
            $"({sizeName}: $size, {cursorName}: $cursor, order: $order) {{ nodes {{ {string.Join(' ', list.Marks)} }} pageInfo {{ {more} {next} }} }}";
        var document =
            $"query Page($size: Int, $cursor: String, $order: [{list.OrderInput.Name}!]) {list.Document.Replace("%", connection, StringComparison.Ordinal)}";
        var met = new List<string>();
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var order = new[] { new Dictionary<string, string> { [field] = isDescending ? "DESC" : "ASC" } };
            var answer = await graph.RunAsync(
                viewer,
                document,
                new
                {
                    size,
                    cursor,
                    order,
                }
            );
            Pages++;
            var answered = ListIn(JsonDocument.Parse(answer.Data).RootElement);
            var rows = answered.GetProperty("nodes").EnumerateArray().Select(row => MarkOf(list, row)).ToList();
            Assert.True(rows.Count <= size, $"{list.Name}: {rows.Count} rows on a page of {size}.");
            met.InsertRange(isBackward ? 0 : met.Count, rows);
            var info = answered.GetProperty("pageInfo");
            if (!info.GetProperty(more).GetBoolean())
            {
                return met;
            }

            cursor = info.GetProperty(next).GetString();
        }

        throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"{list.Name} by {field}: {MostPages} pages of {size} and no end.")
        );
    }

    private static JsonElement ListIn(JsonElement at) => at.TryGetProperty("list", out var list) ? list : ListIn(at.EnumerateObject().First().Value);

    private static string MarkOf(PagedList list, JsonElement row) =>
        string.Join('|', list.Marks.Select(mark => row.GetProperty(mark) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : ""));
}
