using System.Globalization;
using GraphQL;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Platform;
using Lintel.Schema.Tests.Deals.Mutations;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Platform;

/// <summary>A franchise's own fields, as the franchise's graph reads them.</summary>
public sealed class CustomFieldTests
{
    [BothDatabases]
    public async Task A_defined_field_is_selected_filtered_sorted_and_counted_by_until_it_is_archived(DatabaseProvider provider)
    {
        var listings = new Listing[3];
        await using var graph = await Graph.CreateAsync(provider, cast => AddThree(cast, listings));
        var field = await graph.DefineAsync();
        await graph.DoAsync(CustomFields.Set(listings[0], field).With("text", "地下二层"));
        await graph.DoAsync(CustomFields.Set(listings[1], field).With("text", "无"));
        var li = await graph.AgainAsync(graph.Cast.Li);

        var sorted = await graph.RunAsync(
            li,
            "{ listings(order: [{customParkingNote: DESC}], where: {not: {customParkingNote: {eq: \"x\"}}}) { nodes { listingId } } }"
        );
        var selected = await graph.RunAsync(li, "{ listings(order: [{customParkingNote: ASC}]) { nodes { listingId customParkingNote } } }");
        var filtered = await graph.RunAsync(
            li,
            "{ a: listings(where: {customParkingNote: {contains: \"二层\"}}) { totalCount } b: listings(where: {customParkingNote: {eq: null}}) { nodes { listingId } } c: listings(where: {or: [{customParkingNote: {in: [\"无\"]}}, {customParkingNote: {startsWith: \"地\"}}]}) { totalCount } }"
        );
        var figures = await graph.RunAsync(li, "{ listings { aggregate { groups { count key { customParkingNote } } } } }");

        Assert.Equal("L3", sorted["listings.nodes.2.listingId"].GetString());
        Assert.Equal(
            "地下二层 无",
            string.Join(
                ' ',
                selected.Column("listings.nodes", "customParkingNote").Split(' ').Where(note => note != "").Order(StringComparer.Ordinal)
            )
        );
        Assert.Equal("1 2", $"{filtered["a.totalCount"]} {filtered["c.totalCount"]}");
        Assert.Equal("L3", filtered.Column("b.nodes", "listingId"));
        Assert.Equal(3, figures["listings.aggregate.groups"].GetArrayLength());

        await graph.DoAsync(CustomFields.Archive(field), graph.Cast.PartnerEast);
        var again = await graph.AgainAsync(graph.Cast.Li);
        var gone = await graph.RunAsync(again, "{ listings { nodes { customParkingNote } } }");
        var never = await graph.RunAsync(again, "{ listings { nodes { customParkingNqte } } }");

        Assert.Equal("FORBIDDEN", gone.Codes);
        Assert.Equal(never.Text, gone.Text.Replace("customParkingNote", "customParkingNqte", StringComparison.Ordinal));
        await using var db = graph.Database.Open();
        Assert.Equal(["地下二层", "无"], (await db.CustomValues.Select(value => value.Text).ToListAsync()).Order(StringComparer.Ordinal));
    }

    [BothDatabases]
    public async Task Values_of_every_kind_come_back_exactly(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));
        var (text, integer, number, flag, day) = (
            await graph.DefineAsync("aText"),
            await graph.DefineAsync("anInteger", "INTEGER"),
            await graph.DefineAsync("aDecimal", "DECIMAL"),
            await graph.DefineAsync("aFlag", "BOOLEAN"),
            await graph.DefineAsync("aDay", "DATE")
        );
        var li = await graph.AgainAsync(graph.Cast.Li);
        var most = new string('长', CustomContent.LongestText);
        foreach (
            var (given, integers, decimals, flags, days, where) in new (string, int, decimal, bool, string, string)[]
            {
                (
                    "引号\" 换行\n 🏠 'q'; --",
                    int.MinValue,
                    -0.01m,
                    true,
                    "0001-01-01",
                    "{customAnInteger: {lt: 0}, customAFlag: {eq: true}, customADay: {lte: \"0001-01-01\"}, customADecimal: {eq: -0.01}}"
                ),
                (
                    most,
                    int.MaxValue,
                    100_000_000_000m,
                    false,
                    "9999-12-31",
                    "{customAnInteger: {gte: 2147483647}, customAFlag: {neq: true}, customADay: {in: [\"9999-12-31\"]}, customADecimal: {gt: 99999999999.99}}"
                ),
                (" ", 0, 0m, false, "2024-02-29", "{customAnInteger: {eq: 0}, customAText: {eq: \" \"}, customADecimal: {eq: 0}}"),
            }
        )
        {
            await graph.DoAsync(CustomFields.Set(listing, text).With("text", given), li);
            await graph.DoAsync(CustomFields.Set(listing, integer).With("integer", integers), li);
            await graph.DoAsync(CustomFields.Set(listing, number).With("decimal", decimals), li);
            await graph.DoAsync(CustomFields.Set(listing, flag).With("boolean", flags), li);
            await graph.DoAsync(CustomFields.Set(listing, day).With("date", days), li);

            var answer = await graph.RunAsync(
                li,
                $"{{ listings(where: {where}) {{ nodes {{ customAnInteger customADecimal customAFlag customADay }} }} }}"
            );

            var values = string.Create(
                CultureInfo.InvariantCulture,
                $"\"customAnInteger\":{integers},\"customADecimal\":{decimals:0.00},\"customAFlag\":{(flags ? "true" : "false")},\"customADay\":\"{days}\""
            );
            Assert.Equal($"{{\"listings\":{{\"nodes\":[{{{values}}}]}}}}", answer.Data);
            Assert.Equal(given, (await graph.RunAsync(li, "{ listings { nodes { customAText } } }"))["listings.nodes.0.customAText"].GetString());
        }

        foreach (var field in new[] { text, integer, number, flag, day })
        {
            await graph.DoAsync(CustomFields.Set(listing, field), li);
        }

        Assert.Equal(
            """{"listings":{"nodes":[{"customAText":null,"customAnInteger":null,"customADecimal":null,"customAFlag":null,"customADay":null}]}}""",
            (await graph.RunAsync(li, "{ listings { nodes { customAText customAnInteger customADecimal customAFlag customADay } } }")).Data
        );
    }

    [BothDatabases]
    public async Task A_field_is_wherever_its_rows_are(DatabaseProvider provider)
    {
        Listing listing = null!;
        Deal deal = null!;
        Client client = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => deal = cast.AddDeal("D1", cast.AgentLi, listing = cast.AddListing("L1", cast.AgentLi), client = cast.ClientZhou)
        );
        var ofListing = await graph.DefineAsync();
        var ofClient = await graph.DefineAsync("score", "INTEGER", "CLIENT");
        var ofDeal = await graph.DefineAsync("bonus", "DECIMAL", "DEAL");
        await graph.DoAsync(CustomFields.Set(listing, ofListing).With("text", "B2"));
        await graph.DoAsync(CustomFields.Set(client, ofClient).With("integer", 7));
        await graph.DoAsync(CustomFields.Set(deal, ofDeal).With("decimal", 12.5));
        var sun = await graph.AgainAsync(graph.Cast.Sun);
        var li = await graph.AgainAsync(graph.Cast.Li);

        var answer = await graph.RunAsync(
            sun,
            """
            query($l: ID!, $c: ID!, $d: ID!) {
              node(id: $l) { ... on Listing { customParkingNote deals { nodes { customBonus listing { customParkingNote } client { customScore } } } } }
              nodes(ids: [$c, $d]) { ... on Client { customScore deals { nodes { customBonus } } } ... on Deal { customBonus } }
              deals(where: {listing: {customParkingNote: {eq: "B2"}}, client: {customScore: {gt: 6}}}) {
                edges { node { customBonus } } aggregate { sum { customBonus } avg { customBonus } max { customBonus } percentile(at: 0.5) { customBonus } }
              }
              clients(where: {deals: {some: {customBonus: {gte: 12.5}}}}, order: [{customScore: DESC}]) { nodes { customScore } }
            }
            """,
            new
            {
                l = listing.GlobalId(),
                c = client.GlobalId(),
                d = deal.GlobalId(),
            }
        );
        var repriced = await graph.RunAsync(
            li,
            "mutation($l: ID!) { listingReprice(input: {listingId: $l, listPrice: 4900000}) { listing { customParkingNote } } }",
            new { l = listing.GlobalId() }
        );
        var set = await CustomFields.Set(listing, ofListing).With("text", "B3").SendAsync(graph, li, "customParkingNote");

        Assert.Equal(
            """
            {"node":{"customParkingNote":"B2","deals":{"nodes":[{"customBonus":12.50,"listing":{"customParkingNote":"B2"},"client":{"customScore":7}}]}},
            "nodes":[{"customScore":7,"deals":{"nodes":[{"customBonus":12.50}]}},{"customBonus":12.50}],
            "deals":{"edges":[{"node":{"customBonus":12.50}}],"aggregate":{"sum":{"customBonus":12.50},"avg":{"customBonus":12.50},"max":{"customBonus":12.50},"percentile":{"customBonus":12.50}}},
            "clients":{"nodes":[{"customScore":7}]}}
            """.OneLine(),
            answer.Data
        );
        Assert.Equal("""{"listingReprice":{"listing":{"customParkingNote":"B2"}}}""", repriced.Data);
        Assert.Equal("""{"customParkingNote":"B3"}""", set.Subject);
    }

    [BothDatabases]
    public async Task An_alert_shows_the_field_of_its_deal(DatabaseProvider provider)
    {
        Deal deal = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => deal = cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentLi), cast.ClientZhou)
        );
        var field = await graph.DefineAsync("bonus", "INTEGER", "DEAL");
        await graph.DoAsync(CustomFields.Set(deal, field).With("integer", 5));
        var result = await graph.ExecuteAsync(
            await graph.AgainAsync(graph.Cast.Li),
            "subscription { dealAlerts(after: \"0\") { ... on DealAlert { deal { customBonus } } } }"
        );
        var first = new FirstAnswer();
        using var subscription = result.Streams!["dealAlerts"].Subscribe(first); // it is a subscription

        await DealAdvanceTests.CompleteAsync(graph, deal);

        Assert.Equal(
            """{"dealAlerts":{"deal":{"customBonus":5}}}""",
            new Answer(graph.Serialize(await first.Answer.WaitAsync(TimeSpan.FromSeconds(20)))).Data
        );
    }

    [BothDatabases]
    public async Task Pages_sorted_by_a_custom_field_lose_and_repeat_nothing(DatabaseProvider provider)
    {
        var listings = new Listing[9];
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                for (var i = 0; i < listings.Length; i++)
                {
                    listings[i] = cast.AddListing($"L{i}", cast.AgentLi);
                }
            }
        );
        foreach (var (name, kind) in new[] { ("text", "TEXT"), ("integer", "INTEGER"), ("decimal", "DECIMAL"), ("date", "DATE") })
        {
            var field = await graph.DefineAsync(name, kind);
            for (var i = 0; i < listings.Length; i += 2)
            {
                var call = CustomFields.Set(listings[i], field);
                await graph.DoAsync(
                    name switch
                    {
                        "text" => call.With(name, $"v{i / 4}"),
                        "date" => call.With(name, $"2026-01-0{1 + i / 4}"),
                        _ => call.With(name, i / 4),
                    }
                );
            }

            var li = await graph.AgainAsync(graph.Cast.Li);
            foreach (var direction in new[] { "ASC", "DESC" })
            {
                var seen = new List<string>();
                string? after = null;
                do
                {
                    var page = await graph.RunAsync(
                        li,
                        $"query($a: String) {{ listings(first: 2, after: $a, order: [{{custom{char.ToUpperInvariant(name[0])}{name[1..]}: {direction}}}]) {{ nodes {{ listingId }} pageInfo {{ hasNextPage endCursor }} }} }}",
                        new { a = after }
                    );
                    seen.AddRange(page.Column("listings.nodes", "listingId").Split(' '));
                    after = page["listings.pageInfo.hasNextPage"].GetBoolean() ? page["listings.pageInfo.endCursor"].GetString() : null;
                } while (after is not null);

                Assert.Equal("L0 L1 L2 L3 L4 L5 L6 L7 L8", string.Join(' ', seen.Order(StringComparer.Ordinal)));
                Assert.Equal("L1 L3 L5 L7", string.Join(' ', seen[5..].Order(StringComparer.Ordinal))); // nulls last
            }
        }
    }

    [BothDatabases]
    public async Task A_cursor_of_an_archived_field_does_not_fit_the_field_that_took_its_name(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));
        var text = await graph.DefineAsync();
        await graph.DoAsync(CustomFields.Set(listing, text).With("text", "B2"));
        const string Page =
            "query($a: String) { listings(after: $a, order: [{customParkingNote: ASC}]) { nodes { customParkingNote } pageInfo { endCursor } } }";
        var cursor = (await graph.RunAsync(await graph.AgainAsync(graph.Cast.Li), Page))["listings.pageInfo.endCursor"].GetString();

        await graph.DoAsync(CustomFields.Archive(text), graph.Cast.PartnerEast);
        await graph.DefineAsync(kind: "INTEGER");
        var li = await graph.AgainAsync(graph.Cast.Li);

        Assert.Equal("CURSOR_MISMATCH", (await graph.RunAsync(li, Page, new { a = cursor })).Codes);
        Assert.Equal("", (await graph.RunAsync(li, Page))["listings.nodes.0.customParkingNote"].ToString());
    }

    [BothDatabases]
    public async Task Another_server_has_the_field_with_its_next_request(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));
        await using var other = graph.OpenElsewhere();
        const string Ask = "{ listings { nodes { customParkingNote } } }";
        Assert.Equal("FORBIDDEN", (await other.RunAsync(await other.AgainAsync(graph.Cast.Li), Ask)).Codes);

        var field = await graph.DefineAsync();
        Assert.Equal(
            """{"listings":{"nodes":[{"customParkingNote":null}]}}""",
            (await other.RunAsync(await other.AgainAsync(graph.Cast.Li), Ask)).Data
        );
        await other.DoAsync(CustomFields.Set(listing, field).With("text", "B2"));
        Assert.Equal(
            """{"listings":{"nodes":[{"customParkingNote":"B2"}]}}""",
            (await graph.RunAsync(await graph.AgainAsync(graph.Cast.Li), Ask)).Data
        );
        await graph.DefineAsync("bonus", "INTEGER");
        Assert.Equal(
            "",
            (await other.RunAsync(await other.AgainAsync(graph.Cast.Li), "{ listings { nodes { customParkingNote customBonus } } }")).Codes
        );
        await other.DoAsync(CustomFields.Archive(field), graph.Cast.Sun);
        Assert.Equal("FORBIDDEN", (await graph.RunAsync(await graph.AgainAsync(graph.Cast.Li), Ask)).Codes);
    }

    [BothDatabases]
    public async Task Custom_fields_cost_no_statement(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentLi), cast.ClientZhou)
        );
        var names = Enumerable.Range(1, 20).Select(i => $"n{i}").ToList();
        foreach (var name in names)
        {
            await graph.DefineAsync(name, "INTEGER");
        }

        var li = await graph.AgainAsync(graph.Cast.Li);
        var fields = string.Join(' ', names.Select(name => "custom" + name.ToUpperInvariant()));
        Assert.Equal("", (await graph.RunAsync(li, "{ listings { nodes { customN1 } } }")).Codes); // the first request builds the graph

        var without = await QueryBudget.CountAsync(() =>
            graph.RunAsync(graph.Cast.Li, "{ listings { totalCount nodes { id deals { nodes { listing { id } } } } } }")
        );
        var with = await QueryBudget.CountAsync(async () =>
            Assert.Equal(
                "",
                (
                    await graph.RunAsync(
                        li,
                        $"{{ listings(where: {{customN1: {{eq: null}}}}, order: [{{customN2: ASC}}]) {{ totalCount nodes {{ id {fields} deals {{ nodes {{ listing {{ id {fields} }} }} }} }} }} }}"
                    )
                ).Codes
            )
        );
        var viewer = await QueryBudget.CountAsync(async () =>
        {
            await using var db = graph.Database.Open();
            Assert.Equal(20, (await db.ViewerOfAsync("test|li", TestDatabase.Now, CancellationToken.None))?.CustomFieldsVersion);
        });

        Assert.Equal((3, 3, 1), (without, with, viewer));
    }

    [BothDatabases]
    public async Task The_definitions_are_listed_to_the_franchise_and_to_nobody_else(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var field = await graph.DefineAsync();
        await graph.DefineAsync("bonus", "DECIMAL", "DEAL");
        await graph.DoAsync(CustomFields.Archive(field), graph.Cast.PartnerEast);
        await graph.DefineAsync("westOnly", by: graph.Cast.PartnerWest);
        const string Ask = "{ customFields(order: [{fieldName: DESC}]) { nodes { subject fieldName kind description archivedAt version } } }";

        foreach (var viewer in new[] { graph.Cast.PartnerEast, graph.Cast.Li, graph.Cast.Wang, graph.Cast.Sun, graph.Cast.Integrator })
        {
            Assert.Equal(
                """
                {"customFields":{"nodes":[{"subject":"LISTING","fieldName":"customParkingNote","kind":"TEXT","description":"我方字段 parkingNote.","archivedAt":"2026-03-16T02:00:00Z","version":2},
                {"subject":"DEAL","fieldName":"customBonus","kind":"DECIMAL","description":"我方字段 bonus.","archivedAt":null,"version":1}]}}
                """.OneLine(),
                (await graph.RunAsync(viewer, Ask)).Data
            );
        }

        Assert.Equal("customWestOnly", (await graph.RunAsync(graph.Cast.Zhao, Ask)).Column("customFields.nodes", "fieldName"));
        foreach (var viewer in new[] { graph.Cast.He, graph.Cast.Zhou, graph.Cast.StrangerOps })
        {
            Assert.True((await graph.RunAsync(viewer, Ask)).IsRefusedUnrun);
        }
    }

    private static void AddThree(Cast cast, Listing[] listings)
    {
        for (var i = 0; i < listings.Length; i++)
        {
            listings[i] = cast.AddListing($"L{i + 1}", cast.AgentLi);
        }
    }

    private sealed class FirstAnswer : IObserver<ExecutionResult>
    {
        private readonly TaskCompletionSource<ExecutionResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<ExecutionResult> Answer => _answer.Task;

        public void OnNext(ExecutionResult value) => _answer.TrySetResult(value);

        public void OnError(Exception error) => _answer.TrySetException(error);

        public void OnCompleted() => _answer.TrySetCanceled();
    }
}
