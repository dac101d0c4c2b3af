using System.Text.RegularExpressions;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Platform;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Platform;

/// <summary>To everyone but the franchise that has it, a custom field is a name that never existed.</summary>
public sealed class CustomFieldSecrecyTests
{
    private const string Field = "customParkingNote";

    /// <summary>As many letters, and never anybody's.</summary>
    private const string Nothing = "customParkingNqte";

    private const string Quotes = "A \"quoted\" \\\"\"\" note \\ with \"\"\" all of it";

    private const string Introspection =
        "{ __schema { types { name description kind fields { name description args { name } type { name } } inputFields { name description } enumValues { name } possibleTypes { name } } } }";

    private static readonly string[] Documents =
    [
        "{ listings { nodes { $NAME } } }",
        "{ listings { edges { node { a: $NAME @skip(if: true) } } } }",
        "{ listings(where: {$NAME: {eq: \"x\"}}) { totalCount } }",
        "{ listings(where: {$NAME: null}) { totalCount } }",
        "{ listings(where: {or: [{not: {$NAME: {eq: null}}}]}) { totalCount } }",
        "{ listings(order: [{$NAME: ASC}]) { totalCount } }",
        "query($w: ListingFilterInput = {$NAME: {eq: null}}) { listings(where: $w) { totalCount } }",
        "{ deals(where: {listing: {$NAME: {eq: null}}}) { totalCount } }",
        "{ deals { nodes { listing { $NAME } } } }",
        "{ listings { aggregate { max { $NAME } } } }",
        "{ listings { aggregate { groups { key { $NAME } } } } }",
        "{ node(id: \"Listing_AAAAAAAAAAAAAAAAAAAAAA\") { ... on Listing { $NAME } } }",
        "{ nodes(ids: []) { ...F } } fragment F on Listing { $NAME }",
        "{ offices { nodes { listings { nodes { $NAME } } } } }",
        "mutation { listingReprice(input: {listingId: \"x\", listPrice: 1}) { listing { $NAME } } }",
        "subscription { dealAlerts { ... on DealAlert { deal { listing { $NAME } } } } }",
        "{ explainAccess(document: \"{ listings { nodes { $NAME } } }\") { allowed refusals { code message } elements { coordinate decision } } }",
        "{ explainAccess(document: \"{ listings(where: {$NAME: null}) { totalCount } }\") { allowed refusals { code message } elements { coordinate decision } } }",
    ];

    [BothDatabases]
    public async Task To_others_the_field_is_a_name_that_never_existed(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, cast => cast.AddListing("L1", cast.AgentLi));
        var field = await graph.DefineAsync();
        // The others' franchise has fields too, so that their graph is one with fields of its own.
        await graph.DefineAsync("view", by: graph.Cast.PartnerWest);
        await graph.DoAsync(CustomFields.Set(await SingleAsync(graph), field).With("text", "B2"));

        foreach (var viewer in await OthersAsync(graph))
        {
            foreach (var document in Documents)
            {
                var ofHidden = await graph.RunAsync(viewer, document.Replace("$NAME", Field, StringComparison.Ordinal));
                var ofNothing = await graph.RunAsync(viewer, document.Replace("$NAME", Nothing, StringComparison.Ordinal));

                Assert.Equal(ofNothing.Text, ofHidden.Text.Replace(Field, Nothing, StringComparison.Ordinal));
                Assert.NotEqual("", ofNothing.Text);
            }
        }

        var east = await graph.AgainAsync(graph.Cast.Sun);
        foreach (var document in Documents[..7])
        {
            Assert.Equal(
                $"{document} ",
                $"{document} {(await graph.RunAsync(east, document.Replace("$NAME", Field, StringComparison.Ordinal))).Codes}"
            );
        }
    }

    [BothDatabases]
    public async Task Nothing_another_franchise_defines_and_fills_changes_a_byte_of_others_answers(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                listing = cast.AddListing("L1", cast.AgentLi);
                cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L2", cast.AgentLi), cast.ClientZhou);
            }
        );
        var documents = new[]
        {
            Introspection,
            "{ schema }",
            "{ listings(order: [{modificationTimestamp: DESC}]) { totalCount edges { cursor node { id listingId version modificationTimestamp title } } pageInfo { endCursor } } }",
            "{ deals { nodes { id version modificationTimestamp } } }",
            "{ clients { nodes { id version modificationTimestamp } } }",
            "{ customFields { totalCount nodes { id } } }",
        };
        var before = await AnswersAsync();
        graph.Database.Clock.Advance(TimeSpan.FromHours(1));

        var note = await graph.DefineAsync();
        await graph.DefineAsync("bonus", "DECIMAL", "DEAL");
        await graph.DoAsync(CustomFields.Set(listing, note).With("text", "B2"));

        Assert.Equal(before, await AnswersAsync());

        async Task<List<string>> AnswersAsync()
        {
            var answers = new List<string>();
            foreach (var viewer in await OthersAsync(graph))
            {
                foreach (var document in documents)
                {
                    answers.Add($"{viewer.Name} {(await graph.RunAsync(viewer, document)).Text}");
                }
            }

            return answers;
        }
    }

    [BothDatabases]
    public async Task On_rows_of_other_franchises_the_field_is_null_whatever_the_table_holds(DatabaseProvider provider)
    {
        Listing theirs = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                cast.AddListing("L1", cast.AgentLi);
                theirs = cast.AddListing("L2", cast.AgentZhao);
            }
        );
        await graph.DefineAsync("rooms", "INTEGER");
        await using (var db = graph.Database.Open())
        {
            var field = await db.CustomFields.SingleAsync();
            db.CustomValues.Add(CustomValue.Create(field, theirs.Id, new CustomContent { Integer = 9 }, TestDatabase.Now));
            await db.SaveChangesAsync();
        }

        var answer = await graph.RunAsync(
            await graph.AgainAsync(graph.Cast.Li),
            "{ listings(order: [{customRooms: ASC}]) { nodes { listingId customRooms } aggregate { max { customRooms } groups { count key { customRooms } } } } some: listings(where: {customRooms: {eq: 9}}) { totalCount } }"
        );

        Assert.Equal(2, answer["listings.nodes"].GetArrayLength());
        Assert.Equal(["", ""], answer.Column("listings.nodes", "customRooms").Split(' '));
        Assert.Equal("""{"max":{"customRooms":null},"groups":[{"count":2,"key":{"customRooms":null}}]}""", answer["listings.aggregate"].GetRawText());
        Assert.Equal(0, answer["some.totalCount"].GetInt32());
    }

    [BothDatabases]
    public async Task Schema_introspection_and_explanation_of_the_franchise_tell_of_it(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, cast => cast.AddListing("L1", cast.AgentLi));
        await CustomFields.Define().With("description", Quotes).SendAsync(graph, graph.Cast.PartnerEast);
        var (li, sun) = (await graph.AgainAsync(graph.Cast.Li), await graph.AgainAsync(graph.Cast.Sun));

        var own = (await graph.RunAsync(li, "{ schema }"))["schema"].GetString()!; // it is text
        var asAgent = await graph.RunAsync(sun, "{ schema(role: AGENT) }");
        var asCompliance = await graph.RunAsync(sun, "{ schema(role: COMPLIANCE) }");
        var introspected = await graph.RunAsync(
            li,
            "{ listing: __type(name: \"Listing\") { fields { name description } } where: __type(name: \"ListingFilterInput\") { inputFields { name } } order: __type(name: \"ListingOrderInput\") { inputFields { name } } }"
        );
        var explained = await graph.RunAsync(
            li,
            "{ explainAccess(document: \"{ listings { nodes { customParkingNote } } }\") { allowed elements { coordinate decision grants { scope } } } }"
        );

        Assert.Contains("customParkingNote: String @access(role: AGENT, scope: FRANCHISE)", own, StringComparison.Ordinal);
        Assert.NotEmpty(GraphQLParser.Parser.Parse(own).Definitions);
        Assert.Equal(own, asAgent["schema"].GetString());
        Assert.DoesNotContain(Field, asCompliance.Text, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(introspected.Text, $"\"{Field}\"", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Equal(Quotes, introspected["listing.fields"].EnumerateArray().Last().GetProperty("description").GetString());
        Assert.Equal("true", explained["explainAccess.allowed"].GetRawText());
        Assert.Contains(
            """{"coordinate":"Listing.customParkingNote","decision":"PARTIAL","grants":[{"scope":"FRANCHISE"}]}""",
            explained.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_graph_without_custom_fields_is_the_one_of_everybody()
    {
        await using var graph = await Graph.CreateAsync(DatabaseProvider.Sqlite);
        var before = (await graph.RunAsync(graph.Cast.Li, "{ schema }")).Text;
        var field = await graph.DefineAsync();
        Assert.NotEqual(before, (await graph.RunAsync(await graph.AgainAsync(graph.Cast.Li), "{ schema }")).Text);

        await graph.DoAsync(CustomFields.Archive(field), graph.Cast.PartnerEast);

        Assert.Equal(before, (await graph.RunAsync(await graph.AgainAsync(graph.Cast.Li), "{ schema }")).Text);
    }

    private static async Task<List<Viewer>> OthersAsync(Graph graph)
    {
        var cast = graph.Cast;
        var others = new List<Viewer> { Viewer.Anonymous };
        foreach (var viewer in new[] { cast.PartnerWest, cast.Zhao, cast.Stranger, cast.StrangerOps, cast.He, cast.Ma, cast.Zhou })
        {
            others.Add(await graph.AgainAsync(viewer));
        }

        return others;
    }

    private static async Task<Listing> SingleAsync(Graph graph)
    {
        await using var db = graph.Database.Open();
        return await db.Listings.SingleAsync();
    }
}
