using Lintel.Data;
using Lintel.Domain;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Reading;

public sealed class CursorTests
{
    [BothDatabases]
    public async Task A_cursor_altered_in_any_place_is_refused(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        var cursor = await CursorAsync(graph, graph.Cast.He, "[{listPrice: ASC}]");

        for (var at = 0; at < cursor.Length; at++)
        {
            var altered = cursor[..at] + (cursor[at] == 'A' ? 'B' : 'A') + cursor[(at + 1)..];
            Assert.Equal("CURSOR_MISMATCH", await UseAsync(graph, graph.Cast.He, altered, "[{listPrice: ASC}]"));
        }
    }

    [BothDatabases]
    public async Task Only_the_cursor_as_it_was_given_is_taken(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        var cursor = await CursorAsync(graph, graph.Cast.He, "[{listPrice: ASC}]");

        foreach (
            var altered in new[]
            {
                "",
                "x",
                "not a cursor",
                cursor + "A",
                cursor + "=",
                " " + cursor,
                cursor + " ",
                cursor[..^1],
                cursor + cursor,
                "游标",
            }
        )
        {
            Assert.Equal($"{altered} CURSOR_MISMATCH", $"{altered} {await UseAsync(graph, graph.Cast.He, altered, "[{listPrice: ASC}]")}");
        }

        foreach (var last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Where(last => last != cursor[^1]))
        {
            Assert.Equal("CURSOR_MISMATCH", await UseAsync(graph, graph.Cast.He, cursor[..^1] + last, "[{listPrice: ASC}]"));
        }
    }

    [BothDatabases]
    public async Task A_cursor_belongs_to_its_order(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        var cursor = await CursorAsync(graph, graph.Cast.He, "[{listPrice: ASC}]");

        Assert.Equal("", await UseAsync(graph, graph.Cast.He, cursor, "[{listPrice: ASC}]"));
        foreach (var other in new[] { "[{listPrice: DESC}]", "[{closePrice: ASC}]", "[{listPrice: ASC}, {createdAt: ASC}]", "[]" })
        {
            Assert.Equal("CURSOR_MISMATCH", await UseAsync(graph, graph.Cast.He, cursor, other));
        }
    }

    [BothDatabases]
    public async Task A_cursor_belongs_to_its_list_and_to_the_access_of_its_viewer(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        var cursor = await CursorAsync(graph, graph.Cast.Li, "[{createdAt: ASC}]");

        foreach (var other in new[] { graph.Cast.Feng, graph.Cast.Wang, graph.Cast.Chen, graph.Cast.Sun, graph.Cast.Ma, graph.Cast.Stranger })
        {
            Assert.Equal("CURSOR_MISMATCH", await UseAsync(graph, other, cursor, "[{createdAt: ASC}]"));
        }

        var clients = await graph.RunAsync(
            graph.Cast.Li,
            "query($c: String) { clients(after: $c, order: [{createdAt: ASC}]) { nodes { id } } }",
            new { c = cursor }
        );
        Assert.Equal("CURSOR_MISMATCH", clients.Codes);
    }

    [BothDatabases]
    public async Task Viewers_of_one_access_class_share_cursors(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        var sun = graph.Cast.Sun;
        var cursor = await CursorAsync(graph, sun, "[{createdAt: ASC}]");

        // A director sees by franchise and brand; region, store and person do not count.
        var another = sun with
        {
            AccountId = graph.Cast.Home.NewId(),
            Name = "另一总监",
            RegionId = graph.Cast.Home.NewId(),
            TeamId = graph.Cast.Home.NewId(),
        };
        Assert.NotEqual("CURSOR_MISMATCH", await UseAsync(graph, another, cursor, "[{createdAt: ASC}]"));
        Assert.Equal("CURSOR_MISMATCH", await UseAsync(graph, another with { FranchiseId = graph.Cast.Home.NewId() }, cursor, "[{createdAt: ASC}]"));
        Assert.Equal("CURSOR_MISMATCH", await UseAsync(graph, another with { Role = Role.Closing }, cursor, "[{createdAt: ASC}]"));
    }

    [BothDatabases]
    public async Task A_cursor_tells_nothing_of_the_row_it_stands_at(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);

        var cursor = await CursorAsync(graph, graph.Cast.He, "[{district: ASC}]");

        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(cursor);
        Assert.DoesNotContain("朝阳", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(cursor, await CursorAsync(graph, graph.Cast.He, "[{district: ASC}]"));
    }

    [BothDatabases]
    public async Task Page_arguments_out_of_their_limits_are_refused(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        var cursor = await CursorAsync(graph, graph.Cast.He, "[]");

        foreach (
            var page in new[]
            {
                "first: 101",
                "first: -1",
                "last: 101",
                "last: -1",
                "first: 1, last: 1",
                $"first: 1, before: \"{cursor}\"",
                $"last: 1, after: \"{cursor}\"",
                $"after: \"{cursor}\", before: \"{cursor}\"",
            }
        )
        {
            var root = await graph.RunAsync(graph.Cast.He, $$"""{ listings({{page}}) { nodes { id } } }""");
            var nested = await graph.RunAsync(graph.Cast.He, $$"""{ agents { nodes { listings({{page}}) { nodes { id } } } } }""");

            Assert.Equal($"{page} BAD_ARGUMENT", $"{page} {root.Codes}");
            Assert.Equal($"{page} BAD_ARGUMENT", $"{page} {nested.Codes}");
        }
    }

    [BothDatabases]
    public async Task A_page_may_have_a_hundred_rows_and_has_twenty_when_nothing_is_said(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => Enumerable.Range(1, 101).ToList().ForEach(i => cast.AddListing($"L{i}", cast.AgentLi))
        );

        var answer = await graph.RunAsync(
            graph.Cast.Li,
            "{ most: listings(first: 100) { nodes { id } pageInfo { hasNextPage } } some: listings { nodes { id } } none: listings(first: null, last: null, after: null) { nodes { id } } }"
        );

        Assert.Equal(100, answer["most.nodes"].GetArrayLength());
        Assert.True(answer["most.pageInfo.hasNextPage"].GetBoolean());
        Assert.Equal(20, answer["some.nodes"].GetArrayLength());
        Assert.Equal(20, answer["none.nodes"].GetArrayLength());
    }

    [BothDatabases]
    public async Task An_order_names_exactly_one_field_at_a_time(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);

        foreach (var order in new[] { "[{listPrice: ASC, createdAt: ASC}]", "[{}]", "[{listPrice: null}]", "[{title: ASC}]", "[{listPrice: UP}]" })
        {
            var answer = await graph.RunAsync(graph.Cast.He, $$"""{ listings(order: {{order}}) { nodes { id } } }""");

            Assert.True(answer.IsRefusedUnrun, $"{order}: {answer.Text}");
        }

        var variable = await graph.RunAsync(
            graph.Cast.He,
            "query($o: [ListingOrderInput!]) { listings(order: $o) { nodes { id } } }",
            new { o = new[] { new { listPrice = "ASC", createdAt = "ASC" } } }
        );
        Assert.True(variable.IsRefusedUnrun, variable.Text);
    }

    private static async Task<string> CursorAsync(Graph graph, Viewer viewer, string order)
    {
        var answer = await graph.RunAsync(viewer, $$"""{ listings(first: 2, order: {{order}}) { pageInfo { endCursor } } }""");
        return answer["listings.pageInfo.endCursor"].GetString()!; // there are rows
    }

    private static async Task<string> UseAsync(Graph graph, Viewer viewer, string cursor, string order) =>
        (
            await graph.RunAsync(
                viewer,
                $$"""query($c: String) { listings(first: 2, after: $c, order: {{order}}) { nodes { id } } }""",
                new { c = cursor }
            )
        ).Codes;
}
