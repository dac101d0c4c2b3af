using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Organisation.Mutations;

/// <summary>Wang's store is another of Li's franchise; Zhao's is of another franchise of the brand.</summary>
public sealed class CooperationTests
{
    private const string Seen = "{ listings(order: [{createdAt: ASC}]) { totalCount nodes { listingId ownerPhone floorPrice } } }";

    [BothDatabases]
    public async Task Another_store_s_agents_see_what_is_on_the_market_for_as_long_as_it_holds_with_the_owner_masked(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        var (chen, zhao) = (graph.Cast.Chen, graph.Cast.Zhao);
        Assert.Equal("""{"listings":{"totalCount":0,"nodes":[]}}""", (await graph.RunAsync(zhao, Seen)).Data);

        var granted = await Call(graph).SendAsync(graph, chen, "store { officeName } partnerStore { officeName } validFrom validUntil version");

        Assert.Equal(
            """{"store":{"officeName":"一店"},"partnerStore":{"officeName":"西一店"},"validFrom":"2026-03-16T02:00:00Z","validUntil":"2026-03-18T02:00:00Z","version":1}""",
            granted.Subject
        );
        Assert.Equal("""[] 1 ["COOPERATION_GRANTED"]""", $"[{granted.Errors}] {granted.Sequence} {granted.Events}");
        const string Opened = """{"listings":{"totalCount":1,"nodes":[{"listingId":"ON-MARKET","ownerPhone":"139****0001","floorPrice":null}]}}""";
        Assert.Equal(Opened, (await graph.RunAsync(zhao, Seen)).Data);
        graph.Database.Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        Assert.Equal(Opened, (await graph.RunAsync(zhao, Seen)).Data);
        graph.Database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("""{"listings":{"totalCount":0,"nodes":[]}}""", (await graph.RunAsync(zhao, Seen)).Data);
    }

    [BothDatabases]
    public async Task It_begins_when_it_says_opens_one_way_only_and_nothing_to_anybody_else(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                Arrange(cast);
                cast.AddListing("OF-ZHAO", cast.AgentZhao, change: input => input with { Visibility = ListingVisibility.Private });
            }
        );
        var cast = graph.Cast;

        await Call(graph).With("validFrom", "2026-03-17T10:00:00+08:00").SendAsync(graph, cast.Chen);

        Assert.Equal("OF-ZHAO", await SeenByAsync(graph, cast.Zhao));
        graph.Database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("OF-ZHAO ON-MARKET", await SeenByAsync(graph, cast.Zhao));
        Assert.Equal("", await SeenByAsync(graph, cast.Wang));
        Assert.Equal("", await SeenByAsync(graph, cast.Stranger));
        Assert.Equal("OF-ZHAO", await SeenByAsync(graph, cast.PartnerWest));
        Assert.Equal("DRAFT ON-MARKET", await SeenByAsync(graph, cast.Li));
    }

    [BothDatabases]
    public async Task A_cooperating_agent_looks_behind_the_mask_for_a_reason_and_no_longer_than_it_holds(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        await Call(graph).SendAsync(graph, graph.Cast.Chen);
        var listing = (await graph.RunAsync(graph.Cast.Zhao, "{ listings { nodes { id } } }"))["listings.nodes"][0].GetProperty("id").GetString();
        var reveal = new MutationCall("listingOwnerPhoneReveal", "listing", new JsonObject { ["listingId"] = listing, ["reason"] = "客户约看房" });

        var shown = await reveal.SendAsync(graph, graph.Cast.Zhao);
        await reveal.IsRefusedAsync(graph, graph.Cast.Wang, "NOT_FOUND listingId");
        graph.Database.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal("", shown.Errors);
        await reveal.IsRefusedAsync(graph, graph.Cast.Zhao, "NOT_FOUND listingId");
    }

    [BothDatabases]
    public async Task It_can_be_ended_before_its_time_once(DatabaseProvider provider)
    {
        Viewer manager = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                Arrange(cast);
                manager = cast.Staff(Role.StoreManager, cast.StoreOfZhao, "西店长");
            }
        );
        var granted = await Call(graph).SendAsync(graph, graph.Cast.Sun);
        var id = JsonNode.Parse(granted.Subject)!["id"]!.GetValue<string>();
        var end = new MutationCall("cooperationEnd", "cooperation", new JsonObject { ["cooperationId"] = id });
        graph.Database.Clock.Advance(TimeSpan.FromHours(1));

        await end.IsRefusedAsync(graph, manager, "NOT_FOUND cooperationId");
        await end.With("expectedVersion", 7).IsRefusedAsync(graph, graph.Cast.Chen, "STALE_VERSION expectedVersion");
        var ended = await end.With("expectedVersion", 1).SendAsync(graph, graph.Cast.Chen, "validUntil version");

        Assert.Equal("""{"validUntil":"2026-03-16T03:00:00Z","version":2}""", ended.Subject);
        Assert.Equal("""["COOPERATION_ENDED"]""", ended.Events);
        Assert.Equal("", await SeenByAsync(graph, graph.Cast.Zhao));
        await end.IsRefusedAsync(graph, graph.Cast.Chen, "WRONG_STATE cooperationId");
        var log = await graph.RunAsync(graph.Cast.He, "{ auditEntries(order: [{sequence: ASC}]) { nodes { kind account element reason } } }");
        Assert.Equal(
            """
            [{"kind":"POLICY_CHANGE","account":"孙总监","element":"Cooperation","reason":"S1 opens its listings to W1"},
            {"kind":"POLICY_CHANGE","account":"陈店长","element":"Cooperation","reason":"ended"}]
            """.OneLine(),
            log["auditEntries.nodes"].GetRawText()
        );
    }

    [BothDatabases]
    public async Task Bad_input_is_a_typed_error_and_opens_nothing(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        var (cast, call) = (graph.Cast, Call(graph));

        await call.With("partnerStoreId", Id(cast.Home.StoreOfLi)).IsRefusedAsync(graph, cast.Chen, "OUT_OF_RANGE partnerStoreId");
        await call.With("partnerStoreId", Id(cast.FranchiseWest)).IsRefusedAsync(graph, cast.Chen, "OUT_OF_RANGE partnerStoreId");
        await call.With("partnerStoreId", Id(cast.ForeignStore)).IsRefusedAsync(graph, cast.Chen, "NOT_FOUND partnerStoreId");
        await call.With("partnerStoreId", "x").IsRefusedAsync(graph, cast.Chen, "WRONG_ID partnerStoreId");
        await call.With("storeId", Id(cast.StoreOfZhao)).IsRefusedAsync(graph, cast.Chen, "NOT_FOUND storeId");
        await call.With("storeId", Id(cast.Home.TeamOfLi)).IsRefusedAsync(graph, cast.Chen, "OUT_OF_RANGE storeId");
        await call.Without("storeId").IsRefusedAsync(graph, cast.Sun, "REQUIRED storeId");
        await call.With("validUntil", "2026-03-16T10:00:00+08:00").IsRefusedAsync(graph, cast.Chen, "OUT_OF_RANGE validUntil");
        await call.With("validUntil", "2027-03-17T10:00:01+08:00").IsRefusedAsync(graph, cast.Chen, "OUT_OF_RANGE validUntil");
        await call.With("validFrom", "2026-03-18T10:00:00+08:00").IsRefusedAsync(graph, cast.Chen, "OUT_OF_RANGE validUntil");
        await using var db = graph.Database.Open();
        Assert.Equal(0, await db.Cooperations.CountAsync());
    }

    private static void Arrange(Cast cast)
    {
        cast.AddListing("DRAFT", cast.AgentLi, ListingStatus.Draft);
        cast.AddListing(
            "ON-MARKET",
            cast.AgentLi,
            change: input => input with { Visibility = ListingVisibility.Private, OwnerPhone = "13900000001", FloorPriceFen = 4_000_000_00 }
        );
    }

    private static MutationCall Call(Graph graph) =>
        new(
            "cooperationGrant",
            "cooperation",
            new JsonObject
            {
                ["storeId"] = Id(graph.Cast.Home.StoreOfLi),
                ["partnerStoreId"] = Id(graph.Cast.StoreOfZhao),
                ["validUntil"] = "2026-03-18T10:00:00+08:00",
            }
        );

    private static string Id(Office office) => Ids.Of("Office", office.Id);

    private static async Task<string> SeenByAsync(Graph graph, Viewer viewer) =>
        string.Join(
            ' ',
            (await graph.RunAsync(viewer, "{ listings { nodes { listingId } } }"))
                .Column("listings.nodes", "listingId")
                .Split(' ')
                .Order(StringComparer.Ordinal)
        );
}
