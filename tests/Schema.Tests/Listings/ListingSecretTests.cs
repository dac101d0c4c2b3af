using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Listings;

/// <summary>The owner's name and phone, the floor price and the door of a listing everybody sees.</summary>
public sealed class ListingSecretTests
{
    [BothDatabases]
    public async Task The_owner_is_clear_to_the_holder_and_the_line_and_masked_to_colleagues(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        var cast = graph.Cast;
        foreach (
            var (viewer, expected) in new[]
            {
                (cast.Li, """{"ownerName":"吴业主","ownerPhone":"13566667777"}"""),
                (cast.Feng, """{"ownerName":"吴**","ownerPhone":"135****7777"}"""),
                (cast.Wang, """{"ownerName":"吴**","ownerPhone":"135****7777"}"""),
                (cast.Zhao, """{"ownerName":"吴**","ownerPhone":"135****7777"}"""),
                (cast.Chen, """{"ownerName":"吴业主","ownerPhone":"13566667777"}"""),
                (cast.Sun, """{"ownerName":"吴业主","ownerPhone":"13566667777"}"""),
                (cast.He, """{"ownerName":"吴业主","ownerPhone":"13566667777"}"""),
                (cast.Gao, """{"ownerName":"吴业主","ownerPhone":"135****7777"}"""),
                (cast.Ma, """{"ownerName":"吴**","ownerPhone":"135****7777"}"""),
            }
        )
        {
            var answer = await graph.RunAsync(viewer, """{ listings(where: {listingId: {eq: "L1"}}) { nodes { ownerName ownerPhone } } }""");

            Assert.Equal($"{viewer.Name} [{expected}]", $"{viewer.Name} {answer["listings.nodes"].GetRawText()}");
        }

        foreach (var viewer in new[] { cast.Lin, cast.PartnerEast, cast.Integrator, cast.Zhou })
        {
            Assert.Equal("FORBIDDEN", (await graph.RunAsync(viewer, "{ listings { nodes { ownerPhone } } }")).Codes);
        }
    }

    [BothDatabases]
    public async Task The_floor_price_is_null_out_of_the_line_and_forbidden_to_the_other_side(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        var cast = graph.Cast;
        foreach (
            var (viewer, expected) in new[]
            {
                (cast.Li, "4800000.00"),
                (cast.Feng, "null"),
                (cast.Wang, "null"),
                (cast.Chen, "4800000.00"),
                (cast.Sun, "4800000.00"),
                (cast.He, "4800000.00"),
            }
        )
        {
            var answer = await graph.RunAsync(
                viewer,
                """{ listings(where: {listingId: {eq: "L1"}}) { nodes { floorPrice } } found: listings(where: {floorPrice: {gt: 0}}) { totalCount } }"""
            );

            Assert.Equal($"{viewer.Name} {expected}", $"{viewer.Name} {answer["listings.nodes.0.floorPrice"].GetRawText()}");
            Assert.Equal(expected == "null" ? 0 : 1, answer["found.totalCount"].GetInt32());
        }

        foreach (var viewer in new[] { cast.Gao, cast.Lin, cast.Ma, cast.PartnerEast, cast.Integrator, cast.Zhou })
        {
            Assert.Equal("FORBIDDEN", (await graph.RunAsync(viewer, "{ listings { nodes { floorPrice } } }")).Codes);
        }
    }

    [BothDatabases]
    public async Task What_a_viewer_may_not_see_changes_no_byte_of_the_answer(DatabaseProvider provider)
    {
        await using var first = await Graph.CreateAsync(provider, cast => Secret(cast, 4_800_000_00, "13566667777", "吴业主"));
        var document = """
            {
              listings(order: [{listPrice: ASC}, {createdAt: ASC}]) { totalCount nodes { listingId floorPrice mandateOn ownerPhone } pageInfo { hasNextPage } }
              cheap: listings(where: {floorPrice: {lt: 4900000}}) { totalCount }
              none: listings(where: {floorPrice: {eq: null}}) { totalCount }
              not: listings(where: {not: {floorPrice: {gte: 4500000}}}) { totalCount }
              reached: agents(where: {listings: {some: {floorPrice: {gt: 1}}}}) { totalCount }
            }
            """;
        var before = (await first.RunAsync(first.Cast.Wang, document)).Text;

        await using var second = await Graph.CreateAsync(provider, cast => Secret(cast, 4_000_000_00, "13599997777", "吴他人"));
        var after = (await second.RunAsync(second.Cast.Wang, document)).Text;

        Assert.Equal(before, after);
        Assert.Contains("\"ownerPhone\":\"135****7777\"", before, StringComparison.Ordinal);

        static void Secret(Cast cast, long floorFen, string phone, string name)
        {
            cast.AddListing("L1", cast.AgentLi, change: input => input with { FloorPriceFen = floorFen, OwnerPhone = phone, OwnerName = name });
            cast.AddListing("L2", cast.AgentLi, change: input => input with { FloorPriceFen = floorFen, Visibility = ListingVisibility.Private });
            cast.AddClient("某客户", cast.AgentLi);
        }
    }

    [BothDatabases]
    public async Task The_door_is_for_those_who_work_listings(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        var cast = graph.Cast;
        foreach (var viewer in new[] { cast.Li, cast.Wang, cast.Chen, cast.Sun, cast.He, cast.Gao, cast.Ma })
        {
            var answer = await graph.RunAsync(viewer, """{ listings(where: {listingId: {eq: "L1"}}) { nodes { house { unitNumber } } } }""");

            Assert.Equal("L1", answer["listings.nodes.0.house.unitNumber"].GetString());
        }

        foreach (var viewer in new[] { cast.Lin, cast.PartnerEast, cast.Integrator, cast.Zhou })
        {
            Assert.Equal("FORBIDDEN", (await graph.RunAsync(viewer, "{ listings { nodes { house { id } } } }")).Codes);
        }
    }

    private static void Arrange(Cast cast) =>
        cast.AddListing(
            "L1",
            cast.AgentLi,
            change: input => input with { OwnerName = "吴业主", OwnerPhone = "13566667777", FloorPriceFen = 4_800_000_00 }
        );
}
