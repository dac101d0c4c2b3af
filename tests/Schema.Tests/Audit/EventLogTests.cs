using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Platform;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Audit;

/// <summary>The event log as it is audited.</summary>
public sealed class EventLogTests
{
    private const string Nodes = "nodes { sequence kind occurredAt actor { displayName } subject subjectId deal { dealNumber } }";

    private Deal _deal = null!; // arranged by every test

    [BothDatabases]
    public async Task Every_event_of_the_brand_is_shown_to_those_who_review_latest_first(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        await HappenAsync(graph);

        var log = await graph.RunAsync(graph.Cast.He, $$"""{ eventLog { totalCount {{Nodes}} } }""");

        var id = _deal.GlobalId()["Deal_".Length..];
        Assert.Equal(
            """{"eventLog":{"totalCount":2,"nodes":["""
                + """{"sequence":2,"kind":"CUSTOM_VALUE_CHANGED","occurredAt":"2026-03-16T02:01:00Z","actor":null,"subject":"LISTING","subjectId":"LID","deal":null},""".Replace(
                    "LID",
                    Ids.Of("Listing", _deal.ListingId)["Listing_".Length..],
                    StringComparison.Ordinal
                )
                + """{"sequence":1,"kind":"DEAL_STAGE_CHANGED","occurredAt":"2026-03-16T02:00:00Z","actor":{"displayName":"李经纪"},"subject":"DEAL","subjectId":"ID","deal":{"dealNumber":"D1"}}]}}""".Replace(
                    "ID",
                    id,
                    StringComparison.Ordinal
                ),
            log.Data?.Replace(await NameOfLiAsync(graph), "李经纪", StringComparison.Ordinal)
        );
        Assert.Equal("""{"eventLog":{"totalCount":0}}""", (await graph.RunAsync(graph.Cast.StrangerOps, "{ eventLog { totalCount } }")).Data);
        Assert.Equal("FORBIDDEN", (await graph.RunAsync(graph.Cast.Sun, "{ eventLog { totalCount } }")).Codes);
    }

    [BothDatabases]
    public async Task It_is_narrowed_by_kind_subject_actor_and_time(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        await HappenAsync(graph);
        var id = _deal.GlobalId();

        foreach (
            var (where, found) in new[]
            {
                ("kind: {eq: DEAL_STAGE_CHANGED}", "1"),
                ("subject: {eq: LISTING}", "2"),
                ($$"""subjectId: {eq: "{{id}}"}""", "1"),
                ($$"""subjectId: {eq: "{{id["Deal_".Length..]}}"}""", "1"),
                ("subjectId: {eq: \"nonsense\"}", ""),
                ($$"""actorId: {eq: "{{Ids.Of("Account", graph.Cast.Li.AccountId!.Value)}}"}""", "1"),
                ("actorId: {eq: null}", "2"),
                ("occurredAt: {gte: \"2026-03-16T02:00:30Z\"}", "2"),
                ("sequence: {lt: 2}", "1"),
            }
        )
        {
            var answer = await graph.RunAsync(
                graph.Cast.Ma,
                $$"""{ eventLog(where: { {{where}} }, order: {sequence: ASC}) { nodes { sequence } } }"""
            );
            Assert.Equal(
                $"{where} {found}",
                $"{where} {string.Join(',', answer["eventLog.nodes"].EnumerateArray().Select(node => node.GetProperty("sequence")))}"
            );
        }
    }

    private void Arrange(Cast cast) => _deal = cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentWang), cast.ClientZhou);

    private static async Task<string> NameOfLiAsync(Graph graph)
    {
        await using var db = graph.Database.Open();
        return (await db.Accounts.FindAsync(graph.Cast.Li.AccountId))!.DisplayName; // arranged
    }

    private async Task HappenAsync(Graph graph)
    {
        await using var db = graph.Database.Open();
        await using (var transaction = await db.BeginWriteAsync(CancellationToken.None))
        {
            db.Record(new DealStageChanged(_deal.Id, DealStage.Intent, DealStage.Deposited), _deal, _deal.AgentId, graph.Cast.Li);
            await db.CommitAsync(transaction, TestDatabase.Now, CancellationToken.None);
        }

        await using (var transaction = await db.BeginWriteAsync(CancellationToken.None))
        {
            db.Record(
                new CustomValueChanged(SubjectKind.Listing, _deal.ListingId, _deal.ListingId, "customX", IsCleared: true),
                _deal,
                null,
                Viewer.Anonymous
            );
            await db.CommitAsync(transaction, TestDatabase.Now.AddMinutes(1), CancellationToken.None);
        }
    }
}
