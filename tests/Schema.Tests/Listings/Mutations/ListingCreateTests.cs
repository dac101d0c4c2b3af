using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Listings.Mutations;

public sealed class ListingCreateTests
{
    [BothDatabases]
    public async Task An_agent_enters_a_listing_for_the_own_desk(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);

        var result = await Call(graph)
            .SendAsync(
                graph,
                graph.Cast.Li,
                "title status standardStatus listPrice originalListPrice floorPrice livingArea unitPrice orientations ownerPhone mandateOn district version "
                    + "listAgent { memberFullName } listOffice { code } house { buildingName unitName unitNumber } prices { nodes { price previousPrice } }"
            );

        Assert.Equal(
            """
            {"title":"满五唯一 南北通透","status":"DRAFT","standardStatus":"INCOMPLETE","listPrice":5230000.50,"originalListPrice":5230000.50,"floorPrice":5000000.00,
            "livingArea":89.25,"unitPrice":58599.45,"orientations":["SOUTH","NORTH"],"ownerPhone":"13566667777","mandateOn":"2026-03-01","district":"朝阳","version":1,
            "listAgent":{"memberFullName":"李测试"},"listOffice":{"code":"S1"},"house":{"buildingName":"3号楼","unitName":"2单元","unitNumber":"1203"},
            "prices":{"nodes":[{"price":5230000.50,"previousPrice":null}]}}
            """.OneLine(),
            result.Subject
        );
        Assert.Equal("""[] 1 ["LISTING_CREATED"]""", $"[{result.Errors}] {result.Sequence} {result.Events}");
        await using var db = graph.Database.Open();
        var listing = await db.Listings.SingleAsync();
        Assert.Matches("^L260316[0-9A-HJKMNP-TV-Z]{8}$", listing.ListingNumber);
        Assert.Equal((523_000_050L, 500_000_000L, 8925), (listing.ListPriceFen, listing.FloorPriceFen!.Value, listing.LivingAreaDm2));
        Assert.Equal(Placement.Of(graph.Cast.AgentLi), Placement.Of(listing));
        Assert.Equal((graph.Cast.AgentLi.Id, TestDatabase.Now, TestDatabase.Now), (listing.ListAgentId, listing.CreatedAt, listing.ModifiedAt));
        Assert.Equal((ListingVisibility.Network, Orientations.South | Orientations.North), (listing.Visibility, listing.Orientations));
        Assert.Equal(
            (2, 1, 12, 28, "吴业主"),
            (listing.BedroomsTotal, listing.LivingRoomsTotal, listing.FloorNumber, listing.StoriesTotal, listing.OwnerName)
        );
        var price = await db.ListingPrices.SingleAsync();
        Assert.Equal(
            (listing.Id, 523_000_050L, (long?)null, graph.Cast.Li.AccountId),
            (price.ListingId, price.PriceFen, price.PreviousPriceFen, price.ActorAccountId)
        );
        var logged = await db.Events.SingleAsync();
        Assert.Equal(
            (1L, EventKind.ListingCreated, SubjectKind.Listing, listing.Id),
            (logged.Sequence, logged.Kind, logged.Subject, logged.SubjectId)
        );
        Assert.Equal((graph.Cast.AgentLi.Id, graph.Cast.Li.AccountId), (logged.OwnerAgentId, logged.ActorAccountId));
        Assert.Equal(new ListingCreated(listing.Id, listing.ListingNumber, 523_000_050), EventJson.Read<ListingCreated>(logged.Data));
    }

    [BothDatabases]
    public async Task A_manager_and_a_director_enter_for_agents_in_their_reach(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = Call(graph);

        var ofChen = await call.With("listAgentId", graph.Cast.AgentFeng.GlobalId())
            .With("house.unitNumber", "1")
            .SendAsync(graph, graph.Cast.Chen, "listAgent { memberFullName }");
        var ofSun = await call.With("listAgentId", graph.Cast.AgentWang.GlobalId())
            .With("house.unitNumber", "2")
            .SendAsync(graph, graph.Cast.Sun, "listAgent { memberFullName }");

        Assert.Equal("""{"listAgent":{"memberFullName":"冯测试"}}""", ofChen.Subject);
        Assert.Equal("""{"listAgent":{"memberFullName":"王测试"}}""", ofSun.Subject);
        await call.IsRefusedAsync(graph, graph.Cast.Chen, "REQUIRED listAgentId");
        await call.With("listAgentId", graph.Cast.AgentWang.GlobalId()).IsRefusedAsync(graph, graph.Cast.Chen, "NOT_FOUND listAgentId");
        await call.With("listAgentId", graph.Cast.AgentZhao.GlobalId()).IsRefusedAsync(graph, graph.Cast.Sun, "NOT_FOUND listAgentId");
        await call.With("listAgentId", graph.Cast.AgentStranger.GlobalId()).IsRefusedAsync(graph, graph.Cast.Sun, "NOT_FOUND listAgentId");
        await call.With("listAgentId", graph.Cast.AgentFeng.GlobalId()).IsRefusedAsync(graph, graph.Cast.Li, "NOT_FOUND listAgentId");
    }

    [BothDatabases]
    public async Task Each_bad_value_is_a_typed_error_at_its_place_and_writes_nothing(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var (li, call) = (graph.Cast.Li, Call(graph));

        await call.With("title", "").IsRefusedAsync(graph, li, "REQUIRED title");
        await call.With("title", "  ").IsRefusedAsync(graph, li, "REQUIRED title");
        await call.With("title", new string('长', 121)).IsRefusedAsync(graph, li, "TOO_LONG title");
        await call.With("listPrice", 9999.99m).With("floorPrice", null).IsRefusedAsync(graph, li, "OUT_OF_RANGE listPrice");
        await call.With("listPrice", 1000000000.01m).IsRefusedAsync(graph, li, "OUT_OF_RANGE listPrice");
        await call.With("listPrice", -5000000).With("floorPrice", null).IsRefusedAsync(graph, li, "OUT_OF_RANGE listPrice");
        await call.With("floorPrice", 5230000.51m).IsRefusedAsync(graph, li, "OUT_OF_RANGE floorPrice");
        await call.With("floorPrice", -1).IsRefusedAsync(graph, li, "OUT_OF_RANGE floorPrice");
        await call.With("ownerPhone", "1356666777").IsRefusedAsync(graph, li, "MALFORMED ownerPhone");
        await call.With("ownerPhone", "").IsRefusedAsync(graph, li, "MALFORMED ownerPhone");
        await call.With("ownerName", new string('长', 61)).IsRefusedAsync(graph, li, "TOO_LONG ownerName");
        await call.With("mandateOn", "2026-03-17").IsRefusedAsync(graph, li, "OUT_OF_RANGE mandateOn");
        await call.With("house.buildingName", " ").IsRefusedAsync(graph, li, "REQUIRED house.buildingName");
        await call.With("house.unitNumber", "").IsRefusedAsync(graph, li, "REQUIRED house.unitNumber");
        await call.With("house.unitName", new string('1', 41)).IsRefusedAsync(graph, li, "TOO_LONG house.unitName");
        await call.With("facts.livingArea", 4.99m).IsRefusedAsync(graph, li, "OUT_OF_RANGE facts.livingArea");
        await call.With("facts.livingArea", 2000.01m).IsRefusedAsync(graph, li, "OUT_OF_RANGE facts.livingArea");
        await call.With("facts.bedroomsTotal", 31).IsRefusedAsync(graph, li, "OUT_OF_RANGE facts.bedroomsTotal");
        await call.With("facts.livingRoomsTotal", -1).IsRefusedAsync(graph, li, "OUT_OF_RANGE facts.livingRoomsTotal");
        await call.With("facts.bathroomsTotal", 31).IsRefusedAsync(graph, li, "OUT_OF_RANGE facts.bathroomsTotal");
        await call.With("facts.floorNumber", 0).IsRefusedAsync(graph, li, "OUT_OF_RANGE facts.floorNumber");
        await call.With("facts.floorNumber", 29).IsRefusedAsync(graph, li, "OUT_OF_RANGE facts.floorNumber");
        await call.With("facts.storiesTotal", 0).IsRefusedAsync(graph, li, "OUT_OF_RANGE facts.storiesTotal", "OUT_OF_RANGE facts.floorNumber");
        await call.With("facts.yearBuilt", 1899).IsRefusedAsync(graph, li, "OUT_OF_RANGE facts.yearBuilt");
        await call.With("communityId", Ids.Of("Community", Guid.Empty)).IsRefusedAsync(graph, li, "NOT_FOUND communityId");
        await call.With("communityId", graph.Cast.AgentLi.GlobalId()).IsRefusedAsync(graph, li, "WRONG_ID communityId");
        await call.With("communityId", "nonsense").IsRefusedAsync(graph, li, "WRONG_ID communityId");
        await call.With("listAgentId", graph.Cast.Home.Community.GlobalId()).IsRefusedAsync(graph, li, "WRONG_ID listAgentId");
        await call.With("idempotencyKey", "").IsRefusedAsync(graph, li, "OUT_OF_RANGE idempotencyKey");
        await call.With("idempotencyKey", new string('k', 101)).IsRefusedAsync(graph, li, "OUT_OF_RANGE idempotencyKey");
    }

    [BothDatabases]
    public async Task All_bad_values_are_told_at_once(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);

        await Call(graph)
            .With("title", "")
            .With("listPrice", 1)
            .With("floorPrice", null)
            .With("mandateOn", "2026-12-01")
            .With("house.unitNumber", "")
            .With("facts.livingArea", 1)
            .With("facts.floorNumber", 99)
            .IsRefusedAsync(
                graph,
                graph.Cast.Li,
                "REQUIRED house.unitNumber",
                "OUT_OF_RANGE mandateOn",
                "OUT_OF_RANGE facts.livingArea",
                "OUT_OF_RANGE facts.floorNumber",
                "REQUIRED title",
                "OUT_OF_RANGE listPrice"
            );
    }

    [BothDatabases]
    public async Task A_house_is_listed_once_per_brand(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = Call(graph);
        var first = await call.SendAsync(graph, graph.Cast.Li, "listingId");

        await call.IsRefusedAsync(graph, graph.Cast.Li, "DUPLICATE_LISTING house");
        await call.With("house.unitNumber", " 1203 ").IsRefusedAsync(graph, graph.Cast.Wang, "DUPLICATE_LISTING house");
        var foreign = await call.SendAsync(graph, graph.Cast.Stranger, "listAgent { memberFullName }");

        Assert.Equal("[]", $"[{first.Errors}]");
        Assert.Equal("""{"listAgent":{"memberFullName":"外测试"}}""", foreign.Subject);
        await using var db = graph.Database.Open();
        Assert.Equal((1, 2), (await db.Houses.CountAsync(), await db.Listings.CountAsync()));
    }

    [BothDatabases]
    public async Task Who_may_not_see_the_other_listing_of_a_house_is_not_told_its_number(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = Call(graph);
        await call.SendAsync(graph, graph.Cast.Li);
        var number = (await graph.RunAsync(graph.Cast.Li, "{ listings { nodes { listingId } } }"))["listings.nodes.0.listingId"].GetString()!; // just made

        var ofLi = await call.SendAsync(graph, graph.Cast.Li);
        var ofWang = await call.SendAsync(graph, graph.Cast.Wang);

        Assert.Contains(number, ofLi.Answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(number, ofWang.Answer.Text, StringComparison.Ordinal);
        Assert.Equal("DuplicateListing", ofWang.Types);
    }

    [BothDatabases]
    public async Task Twenty_who_enter_one_house_at_once_make_one_listing(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = Call(graph);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => call.SendAsync(graph, i % 2 == 0 ? graph.Cast.Li : graph.Cast.Feng)));

        Assert.Equal(1, results.Count(result => result.Errors.Length == 0));
        Assert.Equal(19, results.Count(result => result.Errors == "DUPLICATE_LISTING house"));
        await using var db = graph.Database.Open();
        Assert.Equal((1, 1, 1), (await db.Listings.CountAsync(), await db.Houses.CountAsync(), await db.Events.CountAsync()));
    }

    internal static MutationCall Call(Graph graph) =>
        new(
            "listingCreate",
            "listing",
            new JsonObject
            {
                ["communityId"] = graph.Cast.Home.Community.GlobalId(),
                ["house"] = new JsonObject
                {
                    ["buildingName"] = "3号楼",
                    ["unitName"] = "2单元",
                    ["unitNumber"] = "1203",
                },
                ["title"] = "满五唯一 南北通透",
                ["facts"] = new JsonObject
                {
                    ["livingArea"] = 89.25m,
                    ["bedroomsTotal"] = 2,
                    ["livingRoomsTotal"] = 1,
                    ["floorNumber"] = 12,
                    ["storiesTotal"] = 28,
                    ["orientations"] = new JsonArray("SOUTH", "NORTH"),
                },
                ["listPrice"] = 5230000.5m,
                ["floorPrice"] = 5000000,
                ["ownerName"] = "吴业主",
                ["ownerPhone"] = "13566667777",
                ["mandateOn"] = "2026-03-01",
            }
        );
}
