using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Listings.Mutations;

public sealed class ListingPublishTests
{
    [BothDatabases]
    public async Task A_draft_comes_on_the_market_and_others_see_it(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi, ListingStatus.Draft));
        const string seen = "{ listings { totalCount } }";
        Assert.Equal(0, (await graph.RunAsync(graph.Cast.Wang, seen))["listings.totalCount"].GetInt32());

        var result = await Call(listing)
            .With("visibility", "FRANCHISE")
            .SendAsync(graph, graph.Cast.Li, "status standardStatus visibility onMarketDate statusChangeTimestamp version");

        Assert.Equal(
            """{"status":"ACTIVE","standardStatus":"ACTIVE","visibility":"FRANCHISE","onMarketDate":"2026-03-16","statusChangeTimestamp":"2026-03-16T02:00:00Z","version":2}""",
            result.Subject
        );
        Assert.Equal("""[] 1 ["LISTING_PUBLISHED"]""", $"[{result.Errors}] {result.Sequence} {result.Events}");
        Assert.Equal(1, (await graph.RunAsync(graph.Cast.Wang, seen))["listings.totalCount"].GetInt32());
        Assert.Equal(0, (await graph.RunAsync(graph.Cast.Zhao, seen))["listings.totalCount"].GetInt32());
        await using var db = graph.Database.Open();
        var stored = await db.Listings.SingleAsync();
        Assert.Equal(
            (ListingStatus.Active, ListingVisibility.Franchise, new DateOnly(2026, 3, 16), 2L),
            (stored.Status, stored.Visibility, stored.OnMarketOn!.Value, stored.Version)
        );
        var logged = await db.Events.SingleAsync();
        Assert.Equal(new ListingPublished(listing.Id, ListingVisibility.Franchise), EventJson.Read<ListingPublished>(logged.Data));
    }

    [BothDatabases]
    public async Task A_held_listing_comes_back_as_it_was_entered_with_its_first_day(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => listing = cast.AddListing("L1", cast.AgentLi, ListingStatus.Hold, input => input with { Visibility = ListingVisibility.Store })
        );
        graph.Database.Clock.Advance(TimeSpan.FromDays(3));

        var result = await Call(listing).SendAsync(graph, graph.Cast.Chen, "status visibility onMarketDate");

        Assert.Equal("""{"status":"ACTIVE","visibility":"STORE","onMarketDate":"2026-03-16"}""", result.Subject);
    }

    [BothDatabases]
    public async Task It_needs_a_mandate_and_a_licence(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                var expired = cast.Home.Add(
                    Agent.Create(
                        cast.Home.NewId(),
                        cast.Home.StoreOfLi.Placement(),
                        "过期者",
                        "13600000001",
                        "OLD1",
                        new DateOnly(2026, 3, 15),
                        "经纪人",
                        new DateOnly(2020, 1, 1),
                        TestDatabase.Now
                    )
                );
                listing = cast.AddListing("L1", expired, ListingStatus.Draft, input => input with { MandateOn = null });
            }
        );

        await Call(listing).IsRefusedAsync(graph, graph.Cast.Chen, "LISTING_INCOMPLETE", "LICENSE_EXPIRED");

        var answer = await graph.RunAsync(
            graph.Cast.Chen,
            "mutation($id: ID!) { listingPublish(input: {listingId: $id}) { errors { ... on ListingIncomplete { missing } ... on LicenseExpired { expiredOn } } } }",
            new { id = listing.GlobalId() }
        );
        Assert.Equal("""{"listingPublish":{"errors":[{"missing":["mandateOn"]},{"expiredOn":"2026-03-15"}]}}""", answer.Data);
    }

    [BothDatabases]
    public async Task Each_bad_value_is_a_typed_error_at_its_place_and_writes_nothing(DatabaseProvider provider)
    {
        Listing draft = null!;
        Listing active = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => (draft, active) = (cast.AddListing("L1", cast.AgentLi, ListingStatus.Draft), cast.AddListing("L2", cast.AgentLi))
        );
        var (li, call) = (graph.Cast.Li, Call(draft));

        await Call(active).IsRefusedAsync(graph, li, "WRONG_STATE listingId");
        await call.With("expectedVersion", 2).IsRefusedAsync(graph, li, "STALE_VERSION expectedVersion");
        await call.With("listingId", Ids.Of("Listing", Guid.Empty)).IsRefusedAsync(graph, li, "NOT_FOUND listingId");
        await call.With("listingId", graph.Cast.ClientZhou.GlobalId()).IsRefusedAsync(graph, li, "WRONG_ID listingId");
        foreach (var other in new[] { graph.Cast.Feng, graph.Cast.Wang, graph.Cast.Stranger })
        {
            await call.IsRefusedAsync(graph, other, "NOT_FOUND listingId");
        }
    }

    private static MutationCall Call(Listing listing) => new("listingPublish", "listing", new JsonObject { ["listingId"] = listing.GlobalId() });
}
