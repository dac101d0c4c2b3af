using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Deals;

/// <summary>The stream of deal alerts, fetched page by page.</summary>
public sealed class DealEventsTests
{
    private const string Page = "position hasMore isSnapshot items { __typename ... on StreamItem { sequence previousSequence position } }";

    private Deal _deal = null!; // arranged by every test

    [BothDatabases]
    public async Task Pages_hold_what_the_stream_tells_and_go_on_where_they_ended(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        await HappenAsync(graph, 5);
        using var stream = await AlertStream.OpenAsync(graph, graph.Cast.Sun, "(after: \"0\")");
        List<string> told = [];
        for (var i = 0; i < 5; i++)
        {
            told.Add(await stream.NextTypeAsync());
        }

        var (items, pages, position) = (new List<string>(), new List<string>(), "0");
        for (var more = true; more; )
        {
            var page = (await graph.RunAsync(graph.Cast.Sun, $$"""{ events(after: "{{position}}", first: 2) { {{Page}} } }"""))["events"];
            items.AddRange(
                page.GetProperty("items")
                    .EnumerateArray()
                    .Select(item => $"{item.GetProperty("__typename").GetString()} {item.GetProperty("sequence")}")
            );
            position = page.GetProperty("position").GetString()!;
            more = page.GetProperty("hasMore").GetBoolean();
            pages.Add($"{page.GetProperty("items").GetArrayLength()} {position}");
        }

        Assert.Equal(told.Select(one => one[..one.IndexOf('←', StringComparison.Ordinal)]), items);
        Assert.Equal(["2 2", "2 4", "1 5"], pages);
        Assert.Equal(
            """{"events":{"position":"5","hasMore":false,"isSnapshot":false,"items":[]}}""",
            (await graph.RunAsync(graph.Cast.Sun, $$"""{ events(after: "5") { {{Page}} } }""")).Data
        );
    }

    [BothDatabases]
    public async Task Behind_what_is_kept_and_above_the_last_is_refused_and_a_snapshot_begins_anew(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        await HappenAsync(graph, 2);
        graph.Database.Clock.Advance(TimeSpan.FromDays(91));
        await new RetentionSweep(graph.Database.Contexts, new RetentionOptions(), graph.Database.Clock).RunAsync(CancellationToken.None);

        foreach (var field in new[] { "{ events(after: \"1\") { position } }", "subscription { dealAlerts(after: \"1\") { __typename } }" })
        {
            var answer = graph.Serialize(await graph.ExecuteAsync(graph.Cast.Sun, field));
            Assert.Contains(
                "The events behind position 1 are not kept any more; the oldest position kept is 2. Start anew with snapshot: true.",
                answer,
                StringComparison.Ordinal
            );
            Assert.Contains("\"code\":\"POSITION_NOT_RETAINED\"", answer, StringComparison.Ordinal);
            Assert.Contains("\"oldest\":\"2\"", answer, StringComparison.Ordinal);
            var ahead = graph.Serialize(await graph.ExecuteAsync(graph.Cast.Sun, field.Replace("\"1\"", "\"3\"", StringComparison.Ordinal)));
            Assert.Contains("\"code\":\"POSITION_AHEAD\"", ahead, StringComparison.Ordinal);
        }

        var fresh = (await graph.RunAsync(graph.Cast.Sun, $$"""{ events(snapshot: true, first: 1) { {{Page}} } }"""))["events"];
        Assert.Equal("2", fresh.GetProperty("position").GetString()); // it was all there is
        Assert.Equal("VisibilityGained", fresh.GetProperty("items")[0].GetProperty("__typename").GetString());
    }

    [BothDatabases]
    public async Task Each_item_is_judged_for_whoever_asks(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        await HappenAsync(graph, 1);

        var own = (await graph.RunAsync(graph.Cast.Li, $$"""{ events { {{Page}} } }"""))["events"];
        var other = (await graph.RunAsync(graph.Cast.Feng, $$"""{ events { {{Page}} } }"""))["events"];

        Assert.Equal((1, "1"), (own.GetProperty("items").GetArrayLength(), own.GetProperty("position").GetString()));
        Assert.Equal((0, "1"), (other.GetProperty("items").GetArrayLength(), other.GetProperty("position").GetString()));
    }

    private void Arrange(Cast cast) => _deal = cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentWang), cast.ClientZhou);

    /// <summary>So many events of the deal.</summary>
    private async Task HappenAsync(Graph graph, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await using var db = graph.Database.Open();
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            db.Record(new DealStageChanged(_deal.Id, DealStage.Intent, DealStage.Deposited), _deal, _deal.AgentId, Viewer.Anonymous);
            await db.CommitAsync(transaction, graph.Database.Clock.GetUtcNow(), CancellationToken.None);
        }
    }
}
