using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Listings.Mutations;

public sealed class ListingRepriceTests
{
    [BothDatabases]
    public async Task A_new_price_is_kept_in_the_history(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));
        graph.Database.Clock.Advance(TimeSpan.FromHours(1));

        var result = await Call(listing)
            .With("reason", "业主急售")
            .With("expectedVersion", 2)
            .SendAsync(
                graph,
                graph.Cast.Li,
                "listPrice previousListPrice originalListPrice modificationTimestamp version prices { nodes { price previousPrice reason changedAt } }"
            );

        Assert.Equal(
            """
            {"listPrice":4800000.00,"previousListPrice":5000000.00,"originalListPrice":5000000.00,"modificationTimestamp":"2026-03-16T03:00:00Z","version":3,
            "prices":{"nodes":[{"price":4800000.00,"previousPrice":5000000.00,"reason":"业主急售","changedAt":"2026-03-16T03:00:00Z"}]}}
            """.OneLine(),
            result.Subject
        );
        Assert.Equal("""[] 1 ["LISTING_REPRICED"]""", $"[{result.Errors}] {result.Sequence} {result.Events}");
        await using var db = graph.Database.Open();
        var stored = await db.Listings.SingleAsync();
        Assert.Equal((480_000_000L, (long?)500_000_000L, 3L), (stored.ListPriceFen, stored.PreviousListPriceFen, stored.Version));
        var price = await db.ListingPrices.SingleAsync();
        Assert.Equal(
            (480_000_000L, (long?)500_000_000L, "业主急售", graph.Cast.Li.AccountId),
            (price.PriceFen, price.PreviousPriceFen, price.Reason, price.ActorAccountId)
        );
        var logged = await db.Events.SingleAsync();
        Assert.Equal((EventKind.ListingRepriced, listing.Id), (logged.Kind, logged.SubjectId));
        Assert.Equal(new ListingRepriced(listing.Id, 500_000_000, 480_000_000), EventJson.Read<ListingRepriced>(logged.Data));
    }

    [BothDatabases]
    public async Task Each_bad_value_is_a_typed_error_at_its_place_and_writes_nothing(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => listing = cast.AddListing("L1", cast.AgentLi, change: input => input with { FloorPriceFen = 4_500_000_00 })
        );
        var (li, call) = (graph.Cast.Li, Call(listing));

        await call.With("listPrice", 9999.99m).IsRefusedAsync(graph, li, "OUT_OF_RANGE listPrice");
        await call.With("listPrice", 1000000000.01m).IsRefusedAsync(graph, li, "OUT_OF_RANGE listPrice");
        await call.With("listPrice", 5000000).IsRefusedAsync(graph, li, "UNCHANGED listPrice");
        await call.With("listPrice", 4499999.99m).IsRefusedAsync(graph, li, "BELOW_FLOOR_PRICE listPrice");
        await call.With("reason", new string('因', 201)).IsRefusedAsync(graph, li, "TOO_LONG reason");
        await call.With("reason", new string('因', 201)).With("listPrice", 1).IsRefusedAsync(graph, li, "TOO_LONG reason", "OUT_OF_RANGE listPrice");
        await call.With("expectedVersion", 1).IsRefusedAsync(graph, li, "STALE_VERSION expectedVersion");
        await call.With("expectedVersion", 3).IsRefusedAsync(graph, li, "STALE_VERSION expectedVersion");
        await call.With("listingId", Ids.Of("Listing", Guid.Empty)).IsRefusedAsync(graph, li, "NOT_FOUND listingId");
        await call.With("listingId", Ids.Of("Deal", listing.Id)).IsRefusedAsync(graph, li, "WRONG_ID listingId");
        await call.With("listingId", "").IsRefusedAsync(graph, li, "WRONG_ID listingId");
    }

    [BothDatabases]
    public async Task Only_the_holder_and_the_line_change_a_price(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));
        var cast = graph.Cast;

        // Feng, Wang and Zhao see the listing; the stranger does not. None of them is told more than that it is not theirs.
        foreach (var other in new[] { cast.Feng, cast.Wang, cast.Zhao, cast.Stranger })
        {
            await Call(listing).IsRefusedAsync(graph, other, "NOT_FOUND listingId");
        }

        Assert.Equal("3", (await Call(listing).SendAsync(graph, cast.Chen, "version")).Subject[11..^1]);
        Assert.Equal("4", (await Call(listing).With("listPrice", 4700000).SendAsync(graph, cast.Sun, "version")).Subject[11..^1]);
    }

    [BothDatabases]
    public async Task The_price_of_a_sold_listing_is_final(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi, ListingStatus.Closed));

        await Call(listing).IsRefusedAsync(graph, graph.Cast.Li, "WRONG_STATE listingId");

        var answer = await graph.RunAsync(
            graph.Cast.Li,
            "mutation($id: ID!) { listingReprice(input: {listingId: $id, listPrice: 4000000}) { errors { ... on WrongState { state message } } } }",
            new { id = listing.GlobalId() }
        );
        Assert.Equal(
            """{"listingReprice":{"errors":[{"state":"CLOSED","message":"The price of a listing that is off the market is final."}]}}""",
            answer.Data
        );
    }

    [BothDatabases]
    public async Task Of_two_who_read_the_same_version_one_is_told_it_is_stale(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => Call(listing).With("expectedVersion", 2).With("listPrice", 4800000 + i).SendAsync(graph, graph.Cast.Li))
        );

        Assert.Equal(1, results.Count(result => result.Errors.Length == 0));
        Assert.Equal(7, results.Count(result => result.Errors == "STALE_VERSION expectedVersion"));
        await using var db = graph.Database.Open();
        Assert.Equal((3L, 1, 1), ((await db.Listings.SingleAsync()).Version, await db.ListingPrices.CountAsync(), await db.Events.CountAsync()));
    }

    private static MutationCall Call(Listing listing) =>
        new("listingReprice", "listing", new JsonObject { ["listingId"] = listing.GlobalId(), ["listPrice"] = 4800000 });
}
