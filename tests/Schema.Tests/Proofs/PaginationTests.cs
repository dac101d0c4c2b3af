using System.Globalization;
using Lintel.Data;
using Lintel.Domain.Listings;
using Lintel.Schema.Tests.Proofs.Oracle;
using Lintel.Schema.Tests.Proofs.Pagination;
using Lintel.Testing;
using Xunit.Abstractions;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>
/// The pages of every list that can be sorted, by each field either way, in pages of 1, 7 and 100, forward and backward, make up the list:
/// each row once, in the order that memory puts them in. While others write, that holds for the rows nobody touches.
/// <c>LINTEL_PAGING_PASSES</c> and <c>LINTEL_PROOF_SEED</c> make it a longer proof; <c>bench/proofs</c> runs the long one.
/// </summary>
public sealed class PaginationTests(ITestOutputHelper output)
{
    private static readonly int[] Sizes = [1, 7, 100];
    private static readonly string[] MovingKeys = ["listPrice", "metroDistance", "bedroomsTotal", "unitPrice"];

    /// <summary>The long proof walks every nested list, not one for each type, and row by row in all four ways, not in two.</summary>
    private static bool IsLong => Passes > 1;

    private static int Passes { get; } = Setting("LINTEL_PAGING_PASSES", 1);
    private static int Seed { get; } = Setting("LINTEL_PROOF_SEED", 20260316);

    [BothDatabases]
    public async Task The_pages_of_every_list_in_every_order_make_up_the_list(DatabaseProvider provider)
    {
        await using var graph = await Graph.CopyOfAsync(provider, "template_many_homes", ManyHomes.ArrangeAsync);
        foreach (var one in new[] { graph.Cast.Ma, graph.Cast.Li })
        {
            var viewer = await graph.AgainAsync(one);
            var rows = await MemoryRows.LoadAsync(graph, viewer);
            var walk = new PageWalk(graph, viewer);
            var (walks, met) = (0, 0);
            var lists = PagedList.Of(await graph.ViewAsync(viewer), rows).ToList();
            foreach (var list in IsLong ? lists : lists.DistinctBy(list => (list.Type, list.IsNested)))
            {
                foreach (var (field, isDescending, size, isBackward) in Cases(list.OrderInput.Fields.Select(field => field.Name)))
                {
                    var expected = list.InOrder(rows, field, isDescending).ToList();

                    var all = await walk.AllAsync(list, field, isDescending, size, isBackward);

                    Assert.True(
                        expected.SequenceEqual(all),
                        $"{viewer.Role} {list.Name} by {field} {(isDescending ? "DESC" : "ASC")}, {size} a page, {(isBackward ? "backward" : "forward")}:\n"
                            + $"memory: {string.Join(' ', expected)}\ngraph:  {string.Join(' ', all)}"
                    );
                    walks++;
                    met += all.Count;
                }
            }

            output.WriteLine($"{provider} pages {viewer.Role}: {walks} walks, {walk.Pages} pages, {met} rows");
            Assert.True(walks > 200, $"{viewer.Role}: {walks} walks.");
        }
    }

    [BothDatabases]
    public async Task What_nobody_touches_is_met_once_and_in_order_while_others_write(DatabaseProvider provider)
    {
        await using var graph = await Graph.CopyOfAsync(provider, "template_many_homes", ManyHomes.ArrangeAsync);
        var viewer = await graph.AgainAsync(graph.Cast.Ma);
        var rows = await MemoryRows.LoadAsync(graph, viewer);
        var lists = PagedList.Of(await graph.ViewAsync(viewer), rows).Where(list => list.Name is "listings" or "Agent.listings").ToList();
        var seen = lists[0].Rows.Select(row => (Listing)row.Entity).OrderBy(listing => listing.Id).ToList();
        var (pinned, moving) = (seen.Where((_, i) => i % 2 == 0).ToList(), seen.Where((_, i) => i % 2 == 1).ToList());
        var walk = new PageWalk(graph, viewer);
        var writers = await MovingListings.StartAsync(graph.Database, moving, pinned, Seed);
        var (walks, before) = (0, writers.Changes);
        try
        {
            for (var pass = 0; pass < Passes; pass++)
            {
                foreach (var list in lists)
                {
                    var marks = list.Rows.Where(row => pinned.Contains(row.Entity)).Select(row => list.MarkOf(row, rows)).ToHashSet();
                    foreach (var (field, isDescending, size, isBackward) in Cases(MovingKeys))
                    {
                        var expected = list.InOrder(rows, field, isDescending).Where(marks.Contains).ToList();

                        var met = (await walk.AllAsync(list, field, isDescending, size, isBackward)).Where(marks.Contains).ToList();

                        Assert.True(
                            expected.SequenceEqual(met),
                            $"{list.Name} by {field} {(isDescending ? "DESC" : "ASC")}, {size} a page, {(isBackward ? "backward" : "forward")}:\n"
                                + $"pinned: {string.Join(' ', expected)}\nmet:    {string.Join(' ', met)}"
                        );
                        walks++;
                    }
                }
            }
        }
        finally
        {
            await writers.StopAsync();
        }

        output.WriteLine(
            $"{provider} moving pages: seed {Seed}, {walks} walks, {walk.Pages} pages, {pinned.Count} pinned rows; "
                + $"{MovingListings.Writers} writers, {writers.Changes - before} changes meanwhile"
        );
        Assert.True(writers.Changes > before, "Nobody wrote while the pages were read.");
    }

    private static IEnumerable<(string Field, bool IsDescending, int Size, bool IsBackward)> Cases(IEnumerable<string> fields) =>
        from field in fields
        from isDescending in new[] { false, true }
        from size in Sizes
        from isBackward in new[] { false, true }
        where IsLong || size > 1 || isDescending == isBackward
        select (field, isDescending, size, isBackward);

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
