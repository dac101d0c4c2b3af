using System.Text.RegularExpressions;
using Lintel.Domain;
using Lintel.Testing;
using Xunit.Abstractions;

namespace Lintel.Schema.Tests.Shared.Reading.Indexes;

/// <summary>
/// What the schema offers, an index serves (ADR 0021): the statements are the planner's own, their plans PostgreSQL's at the size of the bench
/// brokerage. Lists, orders and filters come from the schema, so what is new there is asked for too. What is without an index on purpose is
/// named here.
/// </summary>
public sealed partial class IndexTests(ITestOutputHelper output)
{
    /// <summary>One for each way rows are reached: what is one's own or shared, the store's, the franchise's, the brand's, a client's.</summary>
    private static readonly Role[] Roles = [Role.Agent, Role.StoreManager, Role.Director, Role.PlatformOps, Role.Client];

    /// <summary>Orders by values that most roles do not see on every row, of tables that are small beside the others.</summary>
    private static readonly string[] OrdersWithout = ["Agent.licenseExpiresOn", "Deal.commission"];

    /// <summary>Filters that are rare, or of small tables, or compare what no index of PostgreSQL has behind a wall.</summary>
    private static readonly string[] FiltersWithout =
    [
        // Personnel files are some thousands.
        "Agent.licenseExpiresOn eq",
        "Agent.licenseExpiresOn in",
        "Agent.licenseExpiresOn gte lte",
        "Agent.memberStateLicense eq",
        "Agent.memberStateLicense in",
        "Agent.memberStateLicense startsWith",
        // The day of one consent; a span of days is found.
        "Client.consentOn eq",
        "Client.consentOn in",
        // The dictionary is looked through by search.
        "Community.city startsWith",
        "Community.district startsWith",
        "Community.districtCode startsWith",
        "Community.mlsAreaMajor startsWith",
        "Community.name startsWith",
        // Nobody asks for one instant.
        "Deal.stageChangedAt eq",
        "Listing.statusChangeTimestamp eq",
        // Of a franchise; a span of days is found, and the floor price is compared on a page at hand.
        "Listing.closeDate eq",
        "Listing.closeDate in",
        // The asking price of now has one; a title is found by search.
        "Listing.originalListPrice eq",
        "Listing.originalListPrice in",
        "Listing.title eq",
        "Listing.title in",
        "Listing.floorPrice eq",
        "Listing.floorPrice in",
        "Listing.floorPrice gte lte",
        // The index over a formula serves its order only: the wall lets no formula pass that can fail.
        "Listing.unitPrice eq",
        "Listing.unitPrice in",
    ];

    [OnPostgres]
    public async Task Every_order_of_a_large_table_is_read_page_by_page_from_an_index()
    {
        var graph = await ExplainedGraph.SharedAsync();
        var (pages, faults) = (0, new List<(string Order, string Fault)>());

        foreach (var role in Roles)
        {
            foreach (var list in RootList.Of(graph.View(role)).Where(list => graph.IsLarge(list.Type)))
            {
                var orders = list.Orders.SelectMany(field => new[] { (Field: field, Direction: "ASC"), (Field: field, Direction: "DESC") }).ToList();
                var ends = orders.SelectMany(order => new[] { (Order: order, Page: "first: 20"), (Order: order, Page: "last: 20") }).ToList();
                var (answer, plans) = await graph.RunAsync(role, Document(list, ends.Select(end => Arguments(end.Page, end.Order))));
                Add(role, list, ends, plans);

                var inner = ends.Select((end, i) => (end.Order, Page: Beyond(end.Page, answer[$"list_{i}.pageInfo"])))
                    .Where(page => page.Page is not null);
                var next = inner.Select(page => (page.Order, Page: page.Page!)).ToList(); // above
                Add(role, list, next, await graph.ExplainAsync(role, Document(list, next.Select(page => Arguments(page.Page, page.Order)))));
            }
        }

        output.WriteLine($"{pages} pages");
        Assert.Equal([], faults.Where(one => !OrdersWithout.Contains(one.Order, StringComparer.Ordinal)).Select(one => $"{one.Order} {one.Fault}"));
        Assert.Equal(OrdersWithout, faults.Select(one => one.Order).Distinct().Order(StringComparer.Ordinal));

        void Add(Role role, RootList list, List<((string Field, string Direction) Order, string Page)> asked, IReadOnlyList<QueryPlan> plans)
        {
            Assert.Equal(asked.Count, plans.Count);
            pages += plans.Count;
            faults.AddRange(
                from one in asked.Zip(plans)
                from fault in one.Second.Faults(graph.Large)
                let order = one.First.Order
                select ($"{list.Type.Name}.{order.Field}", $"{order.Direction} {one.First.Page[..8]} as {role}: {fault}")
            );
        }
    }

    [OnPostgres]
    public async Task A_page_after_a_cursor_begins_where_the_cursor_stands()
    {
        var graph = await ExplainedGraph.SharedAsync();
        var (pages, without) = (0, new SortedSet<string>(StringComparer.Ordinal));

        foreach (var list in RootList.Of(graph.View(Role.PlatformOps)).Where(list => graph.IsLarge(list.Type)))
        {
            foreach (var end in (string[])["first: 20", "last: 20"])
            {
                var orders = list.Orders.SelectMany(field => new[] { (field, "ASC"), (field, "DESC") }).ToList();
                var (answer, _) = await graph.RunAsync(Role.PlatformOps, Document(list, orders.Select(order => Arguments(end, order))));
                var next = orders.Select((order, i) => (Order: order, Page: Beyond(end, answer[$"list_{i}.pageInfo"])!)).ToList(); // lists are long
                var plans = await graph.ExplainAsync(Role.PlatformOps, Document(list, next.Select(page => Arguments(page.Page, page.Order))));
                pages += plans.Count;
                without.UnionWith(
                    next.Zip(plans)
                        .Where(one => !one.Second.IndexConditions.Any(condition => Position().IsMatch(condition)))
                        .Select(one => $"{list.Type.Name}.{one.First.Order.field}")
                );
            }
        }

        output.WriteLine($"{pages} pages");
        Assert.Equal([.. OrdersWithout, "Listing.unitPrice"], without);
    }

    [OnPostgres]
    public async Task Every_filter_of_a_large_table_is_read_from_an_index()
    {
        var graph = await ExplainedGraph.SharedAsync();
        var (filters, faults) = (0, new List<string>());

        foreach (var role in Roles)
        {
            foreach (var list in RootList.Of(graph.View(role)).Where(list => graph.IsLarge(list.Type)))
            {
                var plans = await graph.ExplainAsync(role, Document(list, list.Filters.Select(filter => $"first: 20, where: {filter.Where}")));
                Assert.Equal(list.Filters.Count, plans.Count);
                filters += plans.Count;
                faults.AddRange(
                    from one in list.Filters.Zip(plans)
                    let filter = $"{list.Type.Name}.{one.First.Field} {one.First.Comparison}"
                    where !FiltersWithout.Contains(filter, StringComparer.Ordinal)
                    from fault in one.Second.Faults(graph.Large)
                    select $"{filter} as {role}: {fault}"
                );
            }
        }

        output.WriteLine($"{filters} filters");
        Assert.Equal([], faults);
    }

    [OnPostgres]
    public async Task Every_reference_and_every_list_below_a_list_is_read_from_an_index()
    {
        var graph = await ExplainedGraph.SharedAsync();
        var (statements, faults) = (0, new List<string>());

        foreach (var role in graph.Viewers.Keys)
        {
            foreach (var list in RootList.Of(graph.View(role)))
            {
                var plans = await graph.ExplainAsync(role, $"{{ {list.Name}(first: 20) {{ nodes {{ __typename {list.Below} }} }} }}");
                statements += plans.Count;
                faults.AddRange(
                    plans.SelectMany(plan => plan.Faults(graph.Large).Select(fault => $"{list.Type.Name} as {role}: {fault}: {plan.Sql}"))
                );
            }
        }

        output.WriteLine($"{statements} statements");
        Assert.Equal([], faults);
    }

    /// <summary>A list once for each of these arguments, as <c>list_0</c>, <c>list_1</c> and so on.</summary>
    private static string Document(RootList list, IEnumerable<string> arguments) =>
        $"{{ {string.Join('\n', arguments.Select((one, i) => $"list_{i}: {list.Name}({one}) {{ pageInfo {{ startCursor endCursor }} nodes {{ __typename }} }}"))} }}";

    private static string Arguments(string page, (string Field, string Direction) order) =>
        $"{page}, order: [{{ {order.Field}: {order.Direction} }}]";

    /// <summary>The page after a first one, or before a last one; null where it was empty.</summary>
    private static string? Beyond(string page, System.Text.Json.JsonElement pageInfo)
    {
        var (argument, cursor) = page.StartsWith("first", StringComparison.Ordinal) ? ("after", "endCursor") : ("before", "startCursor");
        return pageInfo.GetProperty(cursor).GetString() is { } position ? $"{page}, {argument}: \"{position}\"" : null;
    }

    /// <summary>An index is entered at a row: by all keys of an order at once, or by the last one among those that lack the first.</summary>
    [GeneratedRegex(@"ROW\(|\((?:id|sequence) [<>]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Position();
}
