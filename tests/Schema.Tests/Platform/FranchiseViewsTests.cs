using GraphQL.Types;
using Lintel.Data;
using Lintel.Domain.Organisation;
using Lintel.Domain.Platform;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Views;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Platform;

/// <summary>How many graphs of franchises are kept, and when they are built anew.</summary>
public sealed class FranchiseViewsTests
{
    [Fact]
    public async Task Only_the_most_recently_used_graphs_are_kept_and_each_is_built_once_a_version()
    {
        var franchises = new List<Office>();
        await using var graph = await Graph.CreateAsync(
            DatabaseProvider.Sqlite,
            cast =>
            {
                for (var i = 0; i < FranchiseViews.Most + 1; i++)
                {
                    var franchise = cast.Office(OfficeKind.Franchise, cast.Home.Region, $"M{i}", $"第{i}加盟商");
                    franchises.Add(franchise);
                    cast.Home.Add(Field(cast, franchise));
                }
            }
        );
        var built = 0;
        var views = new FranchiseViews(
            new RoleViews(graph.Schema),
            (DeclaredGraph)graph.Service(typeof(DeclaredGraph)),
            _ =>
            {
                built++;
                return new GraphQL.Types.Schema();
            },
            graph.Database.Contexts
        );

        var first = await ViewsOfAsync(0);
        Assert.Same(first, await ViewsOfAsync(0));
        Assert.NotSame(first, first = await ViewsOfAsync(0, version: 2));
        Assert.Equal(2, built);
        for (var i = 1; i < FranchiseViews.Most; i++)
        {
            await ViewsOfAsync(i);
        }

        Assert.Same(first, await ViewsOfAsync(0, version: 2)); // used just now; 1 is the longest unused
        await ViewsOfAsync(FranchiseViews.Most);

        Assert.Equal(FranchiseViews.Most, views.Count);
        Assert.Equal(FranchiseViews.Most + 2, built);
        Assert.Same(first, await ViewsOfAsync(0, version: 2));
        await ViewsOfAsync(1);
        Assert.Equal(FranchiseViews.Most + 3, built);

        Task<RoleViews> ViewsOfAsync(int number, long version = 1) => views.OfAsync(franchises[number].Id, version, CancellationToken.None);
    }

    [Fact]
    public async Task A_graph_that_could_not_be_built_is_tried_again()
    {
        await using var graph = await Graph.CreateAsync(DatabaseProvider.Sqlite, cast => cast.Home.Add(Field(cast, cast.Home.Franchise)));
        var isBroken = true;
        var views = new FranchiseViews(
            new RoleViews(graph.Schema),
            (DeclaredGraph)graph.Service(typeof(DeclaredGraph)),
            _ => isBroken ? throw new InvalidOperationException("Broken.") : new GraphQL.Types.Schema(),
            graph.Database.Contexts
        );
        var franchise = graph.Cast.Home.Franchise.Id;

        await Assert.ThrowsAsync<InvalidOperationException>(() => views.OfAsync(franchise, 1, CancellationToken.None));
        isBroken = false;

        Assert.NotNull(await views.OfAsync(franchise, 1, CancellationToken.None));
    }

    private static CustomField Field(Cast cast, Office franchise) =>
        CustomField
            .Define(cast.Home.NewId(), franchise.BrandId, franchise.Id, CustomFieldSubject.Deal, "note", CustomFieldKind.Text, "x", TestDatabase.Now)
            .Value;
}
