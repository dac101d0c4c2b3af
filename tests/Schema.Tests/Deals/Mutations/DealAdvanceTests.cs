using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Deals.Mutations;

public sealed class DealAdvanceTests
{
    [BothDatabases]
    public async Task A_deal_goes_from_intent_to_closed_and_takes_its_listing_and_client_along(DatabaseProvider provider)
    {
        Deal deal = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => deal = cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentWang), cast.ClientZhou, 4_900_000_00)
        );
        var told = new List<string>();
        for (var step = 1; step <= 10; step++)
        {
            graph.Database.Clock.Advance(TimeSpan.FromDays(1));
            await CompleteAsync(graph, deal);
            var result = await Call(deal).SendAsync(graph, graph.Cast.Li, "stage version listing { status } client { stage }");
            told.Add($"{result.Subject} {result.Sequence} {result.Events}");
        }

        Assert.Equal(
            [
                """{"stage":"DEPOSITED","version":2,"listing":{"status":"PENDING"},"client":{"stage":"DEPOSIT"}} 3 ["DEAL_STAGE_CHANGED","LISTING_STATUS_CHANGED"]""",
                """{"stage":"SIGNED","version":3,"listing":{"status":"PENDING"},"client":{"stage":"DEPOSIT"}} 5 ["DEAL_STAGE_CHANGED"]""",
                """{"stage":"FILED","version":4,"listing":{"status":"PENDING"},"client":{"stage":"DEPOSIT"}} 7 ["DEAL_STAGE_CHANGED"]""",
                """{"stage":"FUNDED","version":5,"listing":{"status":"PENDING"},"client":{"stage":"DEPOSIT"}} 9 ["DEAL_STAGE_CHANGED"]""",
                """{"stage":"TAXED","version":6,"listing":{"status":"PENDING"},"client":{"stage":"DEPOSIT"}} 11 ["DEAL_STAGE_CHANGED"]""",
                """{"stage":"TRANSFERRED","version":7,"listing":{"status":"PENDING"},"client":{"stage":"DEPOSIT"}} 13 ["DEAL_STAGE_CHANGED"]""",
                """{"stage":"CERTIFIED","version":8,"listing":{"status":"PENDING"},"client":{"stage":"DEPOSIT"}} 15 ["DEAL_STAGE_CHANGED"]""",
                """{"stage":"PAID_OUT","version":9,"listing":{"status":"PENDING"},"client":{"stage":"DEPOSIT"}} 17 ["DEAL_STAGE_CHANGED"]""",
                """{"stage":"HANDED_OVER","version":10,"listing":{"status":"PENDING"},"client":{"stage":"DEPOSIT"}} 19 ["DEAL_STAGE_CHANGED"]""",
                """{"stage":"CLOSED","version":11,"listing":{"status":"CLOSED"},"client":{"stage":"DEAL"}} 22 ["DEAL_STAGE_CHANGED","LISTING_STATUS_CHANGED"]""",
            ],
            told
        );
        await using var db = graph.Database.Open();
        var stored = await db.Deals.SingleAsync();
        Assert.Equal(
            (new DateOnly(2026, 3, 18), new DateOnly(2026, 3, 26), new DateOnly(2026, 3, 1)),
            (stored.SignedOn!.Value, stored.ClosedOn!.Value, stored.ClosedMonth!.Value)
        );
        var listing = await db.Listings.SingleAsync();
        Assert.Equal((490_000_000L, new DateOnly(2026, 3, 26)), (listing.ClosePriceFen!.Value, listing.ClosedOn!.Value));
        var first = await db.Events.SingleAsync(logged => logged.Sequence == 2);
        Assert.Equal(new DealStageChanged(deal.Id, DealStage.Intent, DealStage.Deposited), EventJson.Read<DealStageChanged>(first.Data));
        var second = await db.Events.SingleAsync(logged => logged.Sequence == 3);
        Assert.Equal((SubjectKind.Listing, (Guid?)graph.Cast.AgentWang.Id), (second.Subject, second.OwnerAgentId));
        await Call(deal).IsRefusedAsync(graph, graph.Cast.Li, "WRONG_STATE dealId");
    }

    [BothDatabases]
    public async Task A_stage_is_left_only_when_its_tasks_are_done(DatabaseProvider provider)
    {
        Deal deal = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => deal = cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentWang), cast.ClientZhou)
        );

        await Call(deal).IsRefusedAsync(graph, graph.Cast.Li, "DEAL_TASKS_OPEN dealId");

        var answer = await graph.RunAsync(
            graph.Cast.Li,
            "mutation($id: ID!) { dealAdvance(input: {dealId: $id}) { errors { ... on DealTasksOpen { openTasks message } } } }",
            new { id = deal.GlobalId() }
        );
        Assert.Equal("""{"dealAdvance":{"errors":[{"openTasks":["核验产权"],"message":"Still open in this stage: 核验产权."}]}}""", answer.Data);
    }

    [BothDatabases]
    public async Task A_deposit_needs_a_listing_that_is_still_on_offer(DatabaseProvider provider)
    {
        Deal deal = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                var listing = cast.AddListing("L1", cast.AgentWang);
                deal = cast.AddDeal("D1", cast.AgentLi, listing, cast.ClientZhou);
                _ = listing.Hold(TestDatabase.Now).Value;
            }
        );
        await CompleteAsync(graph, deal);

        await Call(deal).IsRefusedAsync(graph, graph.Cast.Li, "WRONG_STATE dealId");
    }

    [BothDatabases]
    public async Task Each_bad_value_is_a_typed_error_at_its_place_and_writes_nothing(DatabaseProvider provider)
    {
        Deal deal = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => deal = cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentWang), cast.ClientZhou)
        );
        await CompleteAsync(graph, deal);
        var call = Call(deal);

        await call.With("expectedVersion", 2).IsRefusedAsync(graph, graph.Cast.Li, "STALE_VERSION expectedVersion");
        await call.With("expectedVersion", -1).IsRefusedAsync(graph, graph.Cast.Li, "STALE_VERSION expectedVersion");
        await call.With("dealId", Ids.Of("Deal", Guid.Empty)).IsRefusedAsync(graph, graph.Cast.Li, "NOT_FOUND dealId");
        await call.With("dealId", graph.Cast.ClientZhou.GlobalId()).IsRefusedAsync(graph, graph.Cast.Li, "WRONG_ID dealId");
        foreach (var other in new[] { graph.Cast.Feng, graph.Cast.Zhao, graph.Cast.Stranger })
        {
            await call.IsRefusedAsync(graph, other, "NOT_FOUND dealId");
        }

        var stale = await graph.RunAsync(
            graph.Cast.Li,
            "mutation($id: ID!) { dealAdvance(input: {dealId: $id, expectedVersion: 7}) { errors { ... on StaleVersion { currentVersion } } } }",
            new { id = deal.GlobalId() }
        );
        Assert.Equal("""{"dealAdvance":{"errors":[{"currentVersion":1}]}}""", stale.Data);
    }

    [BothDatabases]
    public async Task The_list_agent_the_line_and_the_closing_desk_move_a_deal_too(DatabaseProvider provider)
    {
        Deal deal = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => deal = cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentWang), cast.ClientZhou)
        );
        foreach (
            var (viewer, stage) in new[]
            {
                (graph.Cast.Wang, "DEPOSITED"),
                (graph.Cast.Chen, "SIGNED"),
                (graph.Cast.Sun, "FILED"),
                (graph.Cast.Gao, "FUNDED"),
            }
        )
        {
            await CompleteAsync(graph, deal);

            var result = await Call(deal).SendAsync(graph, viewer, "stage");

            Assert.Equal($$"""{"stage":"{{stage}}"}""", result.Subject);
        }
    }

    internal static async Task CompleteAsync(Graph graph, Deal deal)
    {
        var open = await graph.RunAsync(
            graph.Cast.Li,
            "query($id: ID!) { node(id: $id) { ... on Deal { stage tasks(where: {status: {eq: OPEN}}, first: 1) { nodes { id } } } } }",
            new { id = deal.GlobalId() }
        );
        var answer = await graph.RunAsync(
            graph.Cast.Li,
            "mutation($id: ID!) { dealTaskComplete(input: {taskId: $id}) { errors { __typename } } }",
            new { id = open["node.tasks.nodes.0.id"].GetString() }
        );
        Assert.Equal("""{"dealTaskComplete":{"errors":[]}}""", answer.Data);
    }

    private static MutationCall Call(Deal deal) => new("dealAdvance", "deal", new JsonObject { ["dealId"] = deal.GlobalId() });
}
