using System.Globalization;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Testing;
using Xunit.Abstractions;

namespace Lintel.Schema.Tests.Deals.Mirrors;

/// <summary>Whatever happens to deals, agents and roles, a mirror made of events is what a query says. <c>bench/mirrors</c> runs 1,000 changes.</summary>
public sealed class DealMirrorTests(ITestOutputHelper output)
{
    private const int Seed = 20_261_128;

    private static int Changes =>
        int.TryParse(Environment.GetEnvironmentVariable("LINTEL_MIRROR_CHANGES"), CultureInfo.InvariantCulture, out var given) ? given : 75;

    [BothDatabases]
    public async Task A_mirror_made_of_events_is_what_a_query_says(DatabaseProvider provider)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("LINTEL_MIRROR_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Seed;
        var world = new MovingWorld(seed);
        await using var graph = await Graph.CreateAsync(provider, world.Arrange);
        var mirrors = graph
            .Cast.OneOfEachRole.Concat([graph.Cast.Wang, graph.Cast.Feng, graph.Cast.Zhao, graph.Cast.PartnerWest])
            .SelectMany(viewer => new[] { false, true }.Select(pulls => (Viewer: viewer, Mirror: new DealMirror(graph, viewer, pulls))))
            .ToList();

        while (world.Changes < Changes)
        {
            await world.ChangeAsync(graph);
            foreach (var (_, mirror) in mirrors.Where(_ => world.Random.Next(4) == 0))
            {
                await mirror.FollowAsync(world.Random.Next(3) == 0 ? world.Random.Next(4) : int.MaxValue);
            }
        }

        // At last moves that no event of a deal follows: who comes back has to be told by them alone.
        foreach (var store in new[] { graph.Cast.StoreOfZhao, graph.Cast.Home.StoreOfLi })
        {
            foreach (var (viewer, mirror) in mirrors)
            {
                await mirror.FollowAsync();
                await AssertSameAsync($"{provider}, seed {seed}", viewer, mirror);
            }

            Assert.True(await world.SendManagerAsync(graph, store));
        }

        foreach (var (viewer, mirror) in mirrors)
        {
            await mirror.FollowAsync();
            await AssertSameAsync($"{provider}, seed {seed}", viewer, mirror);
        }

        output.WriteLine(
            $"{provider}: seed {seed}, {Changes} changes ({world}), {mirrors.Count} mirrors: {mirrors.Sum(one => one.Mirror.Alerts)} alerts, "
                + $"{mirrors.Sum(one => one.Mirror.Gained)} gained, {mirrors.Sum(one => one.Mirror.Lost)} lost"
        );
        Assert.All(mirrors.Where(one => one.Viewer.Role == Role.StoreManager), one => Assert.NotEqual(0, one.Mirror.Lost));
    }

    [BothDatabases]
    public async Task A_manager_who_moves_finds_the_deals_of_the_other_store_though_nothing_happens_to_them(DatabaseProvider provider)
    {
        var world = new MovingWorld(Seed);
        await using var graph = await Graph.CreateAsync(provider, world.Arrange);
        var mirror = new DealMirror(graph, graph.Cast.Chen);
        await mirror.FollowAsync();
        var first = await mirror.AskedAsync();
        Assert.Equal(first, mirror.Deals);

        Assert.True(await world.SendManagerAsync(graph, graph.Cast.StoreOfZhao));
        await mirror.FollowAsync(most: 1);
        await mirror.FollowAsync();

        var second = await mirror.AskedAsync();
        Assert.Equal(second, mirror.Deals);
        Assert.NotEmpty(second!); // she has a role
        Assert.Empty(first!.Intersect(second!)); // as she had before
        // The one told before it broke off may be told again.
        Assert.InRange(mirror.Lost, first!.Count, first.Count + 1);
    }

    private static async Task AssertSameAsync(string run, Viewer viewer, DealMirror mirror)
    {
        if (await mirror.AskedAsync() is { } asked)
        {
            Assert.True(
                asked.SequenceEqual(mirror.Deals),
                $"{run}, {viewer.Role} {viewer.Name}:\n{string.Join('\n', asked)}\n≠\n{string.Join('\n', mirror.Deals)}"
            );
        }
    }
}
