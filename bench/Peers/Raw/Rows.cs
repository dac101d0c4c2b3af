using System.Data.Common;
using System.Text.Json;

namespace Lintel.Raw;

/// <summary>From rows to the answer of each question.</summary>
internal static class Rows
{
    private const int PageSize = 20;

    public static async Task Listing(DbDataReader row, Utf8JsonWriter json)
    {
        if (!await row.ReadAsync())
        {
            json.WriteNull("node"u8);
            return;
        }

        json.WriteStartObject("node"u8);
        json.Id("Listing_"u8, row.GetGuid(0));
        json.Text("listingId"u8, row, 1);
        json.Text("title"u8, row, 2);
        json.Text("status"u8, row, 3);
        Prices(json, row.GetInt64(4), row.GetInt32(5));
        json.Whole("bedroomsTotal"u8, row, 6);
        json.Text("floorLevel"u8, row, 7);
        json.Whole("yearBuilt"u8, row, 8);
        json.Date("onMarketDate"u8, row, 9);
        json.WriteStartObject("community"u8);
        json.Id("Community_"u8, row.GetGuid(10));
        json.Text("name"u8, row, 11);
        json.Text("district"u8, row, 12);
        json.Text("mlsAreaMajor"u8, row, 13);
        json.WriteEndObject();
        json.WriteStartObject("listAgent"u8);
        json.Id("Agent_"u8, row.GetGuid(14));
        json.Text("memberFullName"u8, row, 15);
        json.Text("jobTitle"u8, row, 16);
        json.WriteEndObject();
        json.WriteStartObject("listOffice"u8);
        json.Id("Office_"u8, row.GetGuid(17));
        json.Text("officeName"u8, row, 18);
        json.Text("district"u8, row, 19);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static async Task Search(DbDataReader row, Utf8JsonWriter json)
    {
        json.WriteStartObject("listings"u8);
        json.WriteStartArray("nodes"u8);
        var (count, hasMore, last, lastPrice) = (0, false, Guid.Empty, 0L);
        while (await row.ReadAsync())
        {
            var id = row.GetGuid(0);
            if (id != last)
            {
                hasMore = count == PageSize;
                if (hasMore)
                    break;
                if (count++ > 0)
                    EndListing(json);
                (last, lastPrice) = (id, row.GetInt64(3));
                BeginListing(row, json, id);
            }

            if (!row.IsDBNull(17))
                Photo(row, json);
        }

        if (count > 0)
            EndListing(json);
        json.WriteEndArray();
        json.WriteStartObject("pageInfo"u8);
        json.WriteBoolean("hasNextPage"u8, hasMore);
        if (count == 0)
            json.WriteNull("endCursor"u8);
        else
            json.Cursor(lastPrice, last);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static async Task Dashboard(DbDataReader row, Utf8JsonWriter json)
    {
        var tasks = new List<DashboardTask>(PageSize * 16);
        while (await row.ReadAsync())
        {
            tasks.Add(new DashboardTask(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetGuid(4)));
        }

        await row.NextResultAsync();
        json.WriteStartObject("deals"u8);
        json.WriteStartArray("nodes"u8);
        var next = 0;
        while (await row.ReadAsync())
        {
            var id = row.GetGuid(0);
            json.WriteStartObject();
            Deal(row, json, id);
            json.WriteStartObject("tasks"u8);
            json.WriteStartArray("nodes"u8);
            for (; next < tasks.Count && tasks[next].DealId == id; next++)
                tasks[next].Write(json);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static async Task Page(DbDataReader row, Utf8JsonWriter json)
    {
        json.WriteStartObject("listings"u8);
        json.WriteStartArray("nodes"u8);
        var (last, lastAt) = (Guid.Empty, DateTime.MinValue);
        while (await row.ReadAsync())
        {
            (last, lastAt) = (row.GetGuid(0), row.GetInstant(14));
            json.WriteStartObject();
            json.Id("Listing_"u8, last);
            json.Text("listingId"u8, row, 1);
            json.Text("title"u8, row, 2);
            json.Text("status"u8, row, 3);
            json.Hundredths("listPrice"u8, row.GetInt64(4));
            json.Hundredths("originalListPrice"u8, row.GetInt64(5));
            json.Hundredths("livingArea"u8, row.GetInt32(6));
            json.Whole("bedroomsTotal"u8, row, 7);
            json.Whole("livingRoomsTotal"u8, row, 8);
            json.Text("floorLevel"u8, row, 9);
            json.Whole("storiesTotal"u8, row, 10);
            json.Whole("yearBuilt"u8, row, 11);
            json.Text("district"u8, row, 12);
            json.Text("mlsAreaMajor"u8, row, 13);
            json.Instant("createdAt"u8, lastAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("pageInfo"u8);
        json.Cursor(lastAt.Ticks, last);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void BeginListing(DbDataReader row, Utf8JsonWriter json, Guid id)
    {
        json.WriteStartObject();
        json.Id("Listing_"u8, id);
        json.Text("listingId"u8, row, 1);
        json.Text("title"u8, row, 2);
        Prices(json, row.GetInt64(3), row.GetInt32(4));
        json.Whole("bedroomsTotal"u8, row, 5);
        json.Text("floorLevel"u8, row, 6);
        json.Whole("metroDistance"u8, row, 7);
        json.WriteStartObject("community"u8);
        json.Id("Community_"u8, row.GetGuid(8));
        json.Text("name"u8, row, 9);
        json.Text("mlsAreaMajor"u8, row, 10);
        json.WriteEndObject();
        Named(json, "listAgent"u8, "Agent_"u8, "memberFullName"u8, row, 11);
        Named(json, "listOffice"u8, "Office_"u8, "officeName"u8, row, 13);
        json.WriteStartArray("media"u8);
    }

    private static void EndListing(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Photo(DbDataReader row, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.Text("mediaUrl"u8, row, 15);
        json.Text("shortDescription"u8, row, 16);
        json.Whole("order"u8, row, 17);
        json.WriteEndObject();
    }

    private static void Deal(DbDataReader row, Utf8JsonWriter json, Guid id)
    {
        json.Id("Deal_"u8, id);
        json.Text("dealNumber"u8, row, 1);
        json.Text("stage"u8, row, 2);
        json.Hundredths("price"u8, row.GetInt64(3));
        json.Date("openedOn"u8, row, 4);
        json.Date("signedOn"u8, row, 5);
        Named(json, "client"u8, "Client_"u8, "fullName"u8, row, 6);
        json.WriteStartObject("listing"u8);
        json.Id("Listing_"u8, row.GetGuid(8));
        json.Text("listingId"u8, row, 9);
        json.Hundredths("listPrice"u8, row.GetInt64(10));
        json.WriteEndObject();
        Named(json, "agent"u8, "Agent_"u8, "memberFullName"u8, row, 11);
    }

    /// <summary>An object of an id and a name, which stand side by side in the row.</summary>
    private static void Named(
        Utf8JsonWriter json,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> prefix,
        ReadOnlySpan<byte> text,
        DbDataReader row,
        int column
    )
    {
        json.WriteStartObject(name);
        json.Id(prefix, row.GetGuid(column));
        json.Text(text, row, column + 1);
        json.WriteEndObject();
    }

    private static void Prices(Utf8JsonWriter json, long fen, int dm2)
    {
        json.Hundredths("listPrice"u8, fen);
        json.Hundredths("unitPrice"u8, ((fen * 200) + dm2) / (2 * dm2));
        json.Hundredths("livingArea"u8, dm2);
    }

    private readonly record struct DashboardTask(string Name, string Status, DateOnly DueOn, string AssigneeName, Guid DealId)
    {
        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, Name);
            json.WriteString("status"u8, Status);
            Span<byte> due = stackalloc byte[10];
            DueOn.TryFormat(due, out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            json.WriteString("dueOn"u8, due);
            json.WriteStartObject("assignee"u8);
            json.WriteString("memberFullName"u8, AssigneeName);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}
