using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Listings;
using Lintel.Domain.Showings;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Showings.Mutations;

public sealed class ShowingRecordTests
{
    [BothDatabases]
    public async Task A_showing_counts_for_the_agent_the_listing_and_the_client(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentWang));

        var result = await Call(graph, listing)
            .SendAsync(
                graph,
                graph.Cast.Li,
                "status shownAt shownOn interest feedback version agent { memberFullName } store { code } client { stage lastContactAt version } listing { listingId showingCount version }"
            );

        Assert.Equal(
            """
            {"status":"COMPLETED","shownAt":"2026-03-15T16:30:00Z","shownOn":"2026-03-16","interest":4,"feedback":"采光好","version":1,
            "agent":{"memberFullName":"李测试"},"store":{"code":"S1"},"client":{"stage":"SHOWING","lastContactAt":"2026-03-16T02:00:00Z","version":2},
            "listing":{"listingId":"L1","showingCount":1,"version":3}}
            """.OneLine(),
            result.Subject
        );
        Assert.Equal("""[] 1 ["SHOWING_RECORDED"]""", $"[{result.Errors}] {result.Sequence} {result.Events}");
        await using var db = graph.Database.Open();
        var showing = await db.Showings.SingleAsync();
        Assert.Equal(
            (new DateOnly(2026, 3, 16), new DateOnly(2026, 3, 1), graph.Cast.AgentLi.Id),
            (showing.ShownOn, showing.ShownMonth, showing.AgentId)
        );
        Assert.Equal(Placement.Of(graph.Cast.AgentLi), Placement.Of(showing));
        var logged = await db.Events.SingleAsync();
        Assert.Equal((EventKind.ShowingRecorded, showing.Id, graph.Cast.Home.StoreOfLi.Id), (logged.Kind, logged.SubjectId, logged.StoreId));
        Assert.Equal(new ShowingRecorded(showing.Id, listing.Id, graph.Cast.ClientZhou.Id, 4), EventJson.Read<ShowingRecorded>(logged.Data));

        var again = await Call(graph, listing).SendAsync(graph, graph.Cast.Li, "client { stage } listing { showingCount }");
        Assert.Equal("""{"client":{"stage":"SECOND_SHOWING"},"listing":{"showingCount":2}}""", again.Subject);
    }

    [BothDatabases]
    public async Task Each_bad_value_is_a_typed_error_at_its_place_and_writes_nothing(DatabaseProvider provider)
    {
        Listing listing = null!;
        Listing draft = null!;
        Listing hidden = null!;
        Client other = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                listing = cast.AddListing("L1", cast.AgentWang);
                draft = cast.AddListing("L2", cast.AgentLi, ListingStatus.Draft);
                hidden = cast.AddListing("L3", cast.AgentWang, change: input => input with { Visibility = ListingVisibility.Private });
                other = cast.AddClient("冯客户", cast.AgentFeng);
            }
        );
        var (li, call) = (graph.Cast.Li, Call(graph, listing));

        await call.With("shownAt", "2026-03-16T02:00:00.0000001Z").IsRefusedAsync(graph, li, "OUT_OF_RANGE shownAt");
        await call.With("shownAt", "2026-02-14T01:59:59Z").IsRefusedAsync(graph, li, "OUT_OF_RANGE shownAt");
        await call.With("interest", 0).IsRefusedAsync(graph, li, "OUT_OF_RANGE interest");
        await call.With("interest", 6).IsRefusedAsync(graph, li, "OUT_OF_RANGE interest");
        await call.With("feedback", new string('话', 1001)).IsRefusedAsync(graph, li, "TOO_LONG feedback");
        await call.With("listingId", draft.GlobalId()).IsRefusedAsync(graph, li, "WRONG_STATE listingId");
        await call.With("listingId", hidden.GlobalId()).IsRefusedAsync(graph, li, "NOT_FOUND listingId");
        await call.With("listingId", graph.Cast.ClientZhou.GlobalId()).IsRefusedAsync(graph, li, "WRONG_ID listingId");
        await call.With("clientId", other.GlobalId()).IsRefusedAsync(graph, li, "NOT_FOUND clientId");
        await call.With("clientId", listing.GlobalId()).IsRefusedAsync(graph, li, "WRONG_ID clientId");
        await call.With("agentId", graph.Cast.AgentFeng.GlobalId()).IsRefusedAsync(graph, li, "NOT_FOUND agentId");
        await call.With("clientId", "x").With("listingId", "x").IsRefusedAsync(graph, li, "WRONG_ID listingId", "WRONG_ID clientId");
        await call.With("interest", 9)
            .With("shownAt", "2027-01-01T00:00:00Z")
            .IsRefusedAsync(graph, li, "OUT_OF_RANGE shownAt", "OUT_OF_RANGE interest");
        await call.IsRefusedAsync(graph, graph.Cast.Stranger, "NOT_FOUND listingId", "NOT_FOUND clientId");
        await call.IsRefusedAsync(graph, graph.Cast.Feng, "NOT_FOUND clientId");
    }

    [BothDatabases]
    public async Task Twenty_showings_of_one_listing_at_once_are_twenty_showings(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentWang));

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Call(graph, listing).SendAsync(graph, graph.Cast.Li)));

        Assert.All(results, result => Assert.Equal("", result.Errors));
        await using var db = graph.Database.Open();
        Assert.Equal((20, 20), ((await db.Listings.SingleAsync()).ShowingCount, await db.Showings.CountAsync()));
        Assert.Equal(
            Enumerable.Range(1, 20).Select(i => (long)i),
            await db.Events.OrderBy(logged => logged.Sequence).Select(logged => logged.Sequence).ToListAsync()
        );
    }

    private static MutationCall Call(Graph graph, Listing listing) =>
        new(
            "showingRecord",
            "showing",
            new JsonObject
            {
                ["listingId"] = listing.GlobalId(),
                ["clientId"] = graph.Cast.ClientZhou.GlobalId(),
                // Half past midnight of the 16th in the office, still the 15th in UTC.
                ["shownAt"] = "2026-03-16T00:30:00+08:00",
                ["interest"] = 4,
                ["feedback"] = "采光好",
            }
        );
}
