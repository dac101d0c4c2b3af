using Lintel.Data;
using Lintel.Domain.Communities;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Nodes;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Shared.Reading;

/// <summary>What <c>search</c> finds, and where.</summary>
public sealed class SearchTests
{
    [BothDatabases]
    public Task A_word_is_found_in_title_community_and_area(DatabaseProvider provider) =>
        FindsAsync(
            provider,
            ("望京", "S1 S2 S3 京7"),
            ("望京西", "S2"),
            ("酒仙桥", "S2"),
            ("松风里", "S1 S4 S5 S8"),
            ("地铁旁", "S1"),
            ("14号线", "S4"),
            ("阜通", "S4"),
            ("海淀", "S1 S4 S5 S8"),
            ("s2", "S2"),
            ("东京", "")
        );

    [BothDatabases]
    public Task One_character_is_a_word_and_every_word_must_be_found(DatabaseProvider provider) =>
        FindsAsync(
            provider,
            ("铁", "S1"),
            ("望", "S1 S2 S3 S4 京7"),
            ("望京 安静", "S3"),
            ("安静 望京", "S3"),
            ("  望京\t安静　", "S3"),
            ("望京 上地", "S1"),
            ("望京 望京", "S1 S2 S3 京7"),
            ("望京 安静 两居", "")
        );

    [BothDatabases]
    public Task Nothing_is_found_across_the_seam_of_two_fields_or_words(DatabaseProvider provider) =>
        // S4 has 望 京 with a space; the title of 京7 ends with 望 and its number begins with 京, and it is in 望京 by its community only.
        FindsAsync(provider, ("望京7", ""), ("南望京", ""), ("登高望京", ""), ("南望 京城", "S4"), ("登高望 京7", "京7"));

    [BothDatabases]
    public Task Case_and_full_width_do_not_matter_and_everything_else_is_literal(DatabaseProvider provider) =>
        FindsAsync(
            provider,
            ("ABC公寓", "S5"),
            ("abc公寓123", "S5"),
            ("ａｂｃ公寓１２３", "S5"),
            ("moma", "S6"),
            ("ＭＯＭＡ", "S6"),
            ("é", "S6"),
            ("É", ""),
            ("%", "S6"),
            ("_", "S6"),
            ("100%_精装", "S6"),
            ("0%精", ""),
            ("\\\"两居\\\"", "S6"),
            ("O'Neil", "S6"),
            ("'", "S6"),
            ("\\\\", "S6"),
            ("*", "S6"),
            ("a* OR", ""),
            ("NEAR(a", "S6"),
            ("AND", "S6"),
            ("NOT", ""),
            ("望京*", ""),
            ("\\\"望京\\\"", ""),
            ("望京 -安静", ""),
            (":*", ""),
            ("&", ""),
            ("!S1", ""),
            ("' OR '1'='1", "")
        );

    [BothDatabases]
    public Task Characters_of_any_plane_are_whole(DatabaseProvider provider) =>
        FindsAsync(provider, ("𠮷", "S8"), ("𠮷野", "S8"), ("野𠮷", ""), ("😀", "S8"), ("上😀👍🏽", "S8"), ("🏽", "S8"), ("👍😀", ""));

    [BothDatabases]
    public async Task Blank_is_all_rows_and_what_is_too_long_is_a_bad_argument(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        const string document = "query($s: String) { listings(search: $s) { totalCount } }";

        foreach (var (search, count) in ((string?, int)[])[(null, 8), ("", 8), (" \t　", 8), (new string(' ', 100), 8), ("a b c d e f g h", 0)])
        {
            Assert.Equal(count, (await graph.RunAsync(graph.Cast.He, document, new { s = search }))["listings.totalCount"].GetInt32());
        }

        Assert.Equal(8, (await graph.RunAsync(graph.Cast.He, "{ listings(search: null) { totalCount } }"))["listings.totalCount"].GetInt32());
        Assert.Equal(8, (await graph.RunAsync(graph.Cast.He, document))["listings.totalCount"].GetInt32());
        foreach (var search in (string[])[new string('望', 101), new string('望', 5_000), new string(' ', 101), "1 2 3 4 5 6 7 8 9"])
        {
            Assert.Equal("BAD_ARGUMENT", (await graph.RunAsync(graph.Cast.He, document, new { s = search })).Codes);
            Assert.Equal("BAD_ARGUMENT", (await graph.RunAsync(graph.Cast.He, $"{{ listings(search: \"{search}\") {{ totalCount }} }}")).Codes);
        }
    }

    [BothDatabases]
    public async Task It_goes_together_with_filter_order_pages_counts_and_figures_at_every_level(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        const string page =
            "query($s: String, $after: String) { listings(search: $s, first: 2, after: $after, order: [{listPrice: DESC}]) { totalCount nodes { listingId } pageInfo { hasNextPage endCursor } } }";

        var first = await graph.RunAsync(graph.Cast.He, page, new { s = "望京" });
        var second = await graph.RunAsync(graph.Cast.He, page, new { s = "望京", after = first["listings.pageInfo.endCursor"].GetString() });
        var rest = await graph.RunAsync(
            graph.Cast.He,
            """
            { listings(search: "松风里", where: {listPrice: {gt: 4000000}}) { nodes { listingId } aggregate { count max { listPrice } } }
              communities(search: "望京", order: [{name: ASC}]) { nodes { name listings(search: "安静") { totalCount nodes { listingId } } } }
              agents(search: "李测") { nodes { memberFullName listings(search: "采光") { nodes { listingId } } } }
              offices(search: "s1t") { nodes { code } } }
            """
        );

        Assert.Equal("京7 S3", first.Column("listings.nodes", "listingId"));
        Assert.True(first["listings.pageInfo.hasNextPage"].GetBoolean());
        Assert.Equal(4, first["listings.totalCount"].GetInt32());
        Assert.Equal("S2 S1", second.Column("listings.nodes", "listingId"));
        Assert.Equal("S5 S8", rest.SortedColumn("listings.nodes", "listingId"));
        Assert.Equal("""{"count":2,"max":{"listPrice":8000000.00}}""", rest["listings.aggregate"].GetRawText());
        Assert.Equal("云栖雅苑 望京西园", rest.Column("communities.nodes", "name"));
        Assert.Equal("1 0", rest.Column("communities.nodes", "listings.totalCount"));
        Assert.Equal("S3", rest.Column("communities.nodes.0.listings.nodes", "listingId"));
        Assert.Equal("李测试", rest.Column("agents.nodes", "memberFullName"));
        Assert.Equal("S2", rest.Column("agents.nodes.0.listings.nodes", "listingId"));
        Assert.Equal("S1T1", rest.Column("offices.nodes", "code"));
    }

    [BothDatabases]
    public async Task One_document_with_other_words_is_answered_for_those(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        const string document = "query($s: String) { listings(search: $s) { nodes { listingId } } }";

        foreach (
            var (search, listings) in ((string, string)[])
                [
                    ("望京", "S1 S2 S3 京7"),
                    ("采光", "S2"),
                    ("望京 安静", "S3"),
                    ("上地 旁", "S1"),
                    ("采", "S2"),
                    ("望京 采光", "S2"),
                    ("望京", "S1 S2 S3 京7"),
                ]
        )
        {
            Assert.Equal(listings, (await graph.RunAsync(graph.Cast.He, document, new { s = search })).SortedColumn("listings.nodes", "listingId"));
        }
    }

    [BothDatabases]
    public async Task Rows_out_of_scope_are_neither_found_nor_counted(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                cast.AddListing("D1", cast.AgentLi, ListingStatus.Draft, input => input with { Title = "藏宝阁 一居" });
                cast.AddListing("F1", cast.AgentStranger, change: input => input with { Title = "藏宝阁 二居" });
                cast.AddListing("P1", cast.AgentWang, change: input => input with { Title = "藏宝阁 三居" });
            }
        );
        const string document = """{ listings(search: "藏宝阁") { totalCount nodes { listingId } aggregate { count } } }""";

        foreach (
            var (viewer, listings) in ((Domain.Viewer, string)[])
                [
                    (graph.Cast.Li, "D1 P1"),
                    (graph.Cast.Zhao, "P1"),
                    (graph.Cast.Stranger, "F1"),
                    (graph.Cast.Ma, "D1 P1"),
                    (graph.Cast.StrangerOps, "F1"),
                ]
        )
        {
            var answer = await graph.RunAsync(viewer, document);

            Assert.Equal($"{viewer.Name} {listings}", $"{viewer.Name} {answer.SortedColumn("listings.nodes", "listingId")}");
            Assert.Equal(listings.Split(' ').Length, answer["listings.totalCount"].GetInt32());
            Assert.Equal(listings.Split(' ').Length, answer["listings.aggregate.count"].GetInt32());
        }
    }

    /// <summary>By statements of SQL alone, so that nothing but the database can have noticed.</summary>
    [BothDatabases]
    public async Task Every_field_that_says_so_is_searched_and_a_change_is_felt_at_once(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        await using var db = graph.Database.Open();
        var declared = (DeclaredGraph)graph.Service(typeof(DeclaredGraph));
        (string Root, Type Entity)[] roots =
        [
            ("listings", typeof(Listing)),
            ("communities", typeof(Community)),
            ("agents", typeof(Agent)),
            ("offices", typeof(Office)),
        ];
        Assert.Equal(
            roots.Select(root => root.Entity).ToHashSet(),
            declared.Types.Where(type => type.Fields.Any(field => field.CanSearch)).Select(type => type.Entity).ToHashSet()
        );
        var fields = 0;

        foreach (var (root, entity) in roots)
        {
            var mapped = db.Model.FindEntityType(entity)!; // of the graph
            var id = (await graph.RunAsync(graph.Cast.Ma, $"{{ {root}(first: 1) {{ nodes {{ id }} }} }}"))[$"{root}.nodes.0.id"].GetString()!;
            Assert.True(GlobalId.TryDecode(id, out _, out var key));
            foreach (var column in SearchedTable.Of(mapped)!.Columns)
            {
                var word = $"鑫{++fields}"; // short enough for any
                await SetAsync(word);
                await IsFoundAsync(word, isThere: true);
                await SetAsync("晶");
                await IsFoundAsync(word, isThere: false);
                await IsFoundAsync("晶", isThere: true);
                await SetAsync("磊");
                await IsFoundAsync("晶", isThere: false);

                async Task SetAsync(string value) =>
#pragma warning disable EF1002 // The names come from the model.
                    await db.Database.ExecuteSqlRawAsync($"UPDATE {mapped.GetTableName()} SET \"{column}\" = {{0}} WHERE id = {{1}}", value, key);
#pragma warning restore EF1002

                async Task IsFoundAsync(string search, bool isThere)
                {
                    var answer = await graph.RunAsync(graph.Cast.Ma, $$"""{ {{root}}(search: "{{search}}") { nodes { id } } }""");
                    Assert.Equal($"{column} {search} {(isThere ? id : "")}", $"{column} {search} {answer.Column($"{root}.nodes", "id")}");
                }
            }
        }

        Assert.Equal(declared.Types.Sum(type => type.Fields.Count(field => field.CanSearch)), fields);
    }

    [BothDatabases]
    public async Task A_community_s_new_name_finds_its_listings_and_a_removed_row_is_not_found(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        await using var db = graph.Database.Open();

        await db.Database.ExecuteSqlRawAsync("UPDATE communities SET name = '听涛苑' WHERE name = '松风里'");
        await db.Database.ExecuteSqlRawAsync("DELETE FROM listings WHERE listing_number = 'S8'");

        Assert.Equal("S1 S4 S5", await FoundAsync(graph, "听涛苑"));
        Assert.Equal("", await FoundAsync(graph, "松风里"));
        Assert.Equal("", await FoundAsync(graph, "𠮷野"));
    }

    private static async Task FindsAsync(DatabaseProvider provider, params (string Search, string Listings)[] cases)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        foreach (var (search, listings) in cases)
        {
            Assert.Equal($"{search} → {listings}", $"{search} → {await FoundAsync(graph, search)}");
        }
    }

    private static async Task<string> FoundAsync(Graph graph, string search) =>
        (await graph.RunAsync(graph.Cast.He, $$"""{ listings(search: "{{search}}", first: 100) { nodes { listingId } } }""")).SortedColumn(
            "listings.nodes",
            "listingId"
        );

    private static void Arrange(Cast cast)
    {
        var home = cast.Home.Community; // 云栖雅苑, 朝阳, 望京
        var (west, wind, moma) = (
            Place(cast, "望京西园", "朝阳", "酒仙桥"),
            Place(cast, "松风里", "海淀", "上地"),
            Place(cast, "Ｍoma café", null, null)
        );
        Add("S1", wind, "望京地铁旁 两居", 1);
        Add("S2", west, "采光好", 2);
        Add("S3", home, "安静", 3);
        Add(
            "S4",
            wind,
            "南望 京城一景",
            4,
            new HouseFacts
            {
                LivingAreaDm2 = 90_00,
                MetroLine = "14号线",
                MetroStation = "阜通",
            }
        );
        Add("S5", wind, "ＡＢＣ公寓１２３", 5);
        Add("S6", moma, "100%_精装 \"两居\" O'Neil \\ * NEAR(a AND b)", 6);
        Add("京7", home, "登高望", 7);
        Add("S8", wind, "𠮷野家楼上😀👍🏽", 8);

        void Add(string number, Community community, string title, int millions, HouseFacts? facts = null) =>
            cast.AddListing(
                number,
                cast.AgentLi,
                change: input =>
                    input with
                    {
                        Community = community,
                        Title = title,
                        ListPriceFen = millions * 1_000_000_00L,
                        Facts = facts ?? input.Facts,
                    }
            );
    }

    private static Community Place(Cast cast, string name, string? district, string? area) =>
        cast.Home.Add(
            Community.Create(cast.Home.NewId(), name, "北京", district, districtCode: null, area, yearBuilt: null, sourceKey: null, TestDatabase.Now)
        );
}
