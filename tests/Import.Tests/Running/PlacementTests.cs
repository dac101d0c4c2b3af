using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Imports;
using Lintel.Testing;

namespace Lintel.Import.Tests.Running;

public sealed class PlacementTests
{
    [BothDatabases]
    public async Task Homes_of_one_community_go_to_one_agent_and_all_agents_get_some(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        await scene.RunAsync(SampleFiles.Good2021(70));

        var listings = await scene.ListingsAsync();
        var agentsOfCommunities = listings
            .GroupBy(listing => listing.CommunityId)
            .Select(community => community.Select(listing => listing.ListAgentId).Distinct().Single())
            .ToList();
        Assert.Equal(7, agentsOfCommunities.Count);
        Assert.Equal(new[] { scene.Brokerage.Li.Id, scene.Brokerage.Wang.Id }.Order(), agentsOfCommunities.Distinct().Order());
        Assert.All(
            listings.Where(listing => listing.ListAgentId == scene.Brokerage.Li.Id),
            listing => Assert.Equal(Placement.Of(scene.Brokerage.Li), Placement.Of(listing))
        );
    }

    [BothDatabases]
    public async Task A_store_keeps_what_is_imported_for_it(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        var run = await scene.RunAsync(SampleFiles.Good2021(14), office: "S2");

        Assert.Equal(scene.Brokerage.StoreOfWang.Placement(), Placement.Of(run));
        Assert.All(await scene.ListingsAsync(), listing => Assert.Equal(scene.Brokerage.Wang.Id, listing.ListAgentId));
    }

    [BothDatabases]
    public async Task The_run_of_a_franchise_lies_in_none_of_its_stores(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        var run = await scene.RunAsync(SampleFiles.Good2021(1));

        Assert.Equal(
            (scene.Brokerage.Franchise.Id, Guid.Empty, (Guid?)null, scene.Brokerage.Franchise.Id),
            (run.FranchiseId, run.StoreId, run.TeamId, run.OfficeId)
        );
        Assert.Equal(ImportStatus.Completed, run.Status);
    }

    [BothDatabases]
    public async Task Progress_has_the_rate_and_the_time_left(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        scene.Database.Clock.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);

        await scene.RunAsync(SampleFiles.Good2021(30), options: new() { BatchSize = 10 });

        Assert.Equal([(10, 30), (20, 30), (30, 30)], scene.Progress.Select(p => (p.RowsRead, p.RowsTotal)));
        Assert.All(scene.Progress, progress => Assert.True(progress.RowsPerSecond > 0));
        Assert.Equal((30 - 20) / scene.Progress[1].RowsPerSecond, scene.Progress[1].TimeLeft!.Value.TotalSeconds, tolerance: 0.001);
        Assert.Equal(TimeSpan.Zero, scene.Progress[2].TimeLeft);
    }
}
