using Lintel.Data;
using Lintel.Data.Imports;
using Lintel.Domain;
using Lintel.Domain.Imports;
using Lintel.Domain.Organisation;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Import.Tests.Running;

public sealed class RepeatedRunTests
{
    private static readonly ImportOptions TenRowsAtATime = new() { BatchSize = 10 };

    [BothDatabases]
    public async Task The_same_file_again_adds_nothing(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        var text = SampleFiles.Good2021(25) + SampleFiles.Row2021("1000") + "\n";
        var first = await scene.RunAsync(text);
        var counts = await scene.CountsAsync();

        var second = await scene.RunAsync(text);

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal((26, 25, 0, 1), Numbers(first));
        Assert.Equal((26, 0, 25, 1), Numbers(second));
        Assert.Equal(new Written(1, 1, 7, 25, 25, 25, 25), counts);
        Assert.Equal(new Written(2, 2, 7, 25, 25, 25, 25), await scene.CountsAsync());
    }

    [BothDatabases]
    public async Task An_interrupted_import_goes_on_where_it_stopped(DatabaseProvider provider)
    {
        // Given a file whose first row comes again near its end, and an import stopped after two batches
        await using var scene = await ImportScene.OpenAsync(provider);
        var text = SampleFiles.Good2021(43) + SampleFiles.Row2021("1000") + "\n";
        await StopAfterAsync(scene, text, batches: 2);
        Assert.Equal(new Written(1, 0, 7, 20, 20, 20, 20), await scene.CountsAsync());

        // When it is started again, the next day
        scene.Database.Clock.Advance(TimeSpan.FromDays(1));
        var run = await scene.RunAsync(text, options: TenRowsAtATime);

        // Then it is the same run, every row is there once, and the repeated id is still known as one
        Assert.Equal((44, 43, 0, 1), Numbers(run));
        Assert.Equal(ImportStatus.Completed, run.Status);
        Assert.Equal(TestDatabase.Now, run.StartedAt);
        Assert.Equal(new Written(1, 1, 7, 43, 43, 43, 43), await scene.CountsAsync());
        Assert.Equal([30, 40, 44], scene.Progress.Select(progress => progress.RowsRead));
        var row = Assert.Single(scene.Quarantined);
        Assert.Equal((45, "DUPLICATE_ID"), (row.RowNumber, row.Code));
    }

    [BothDatabases]
    public async Task An_import_that_was_stopped_anywhere_ends_like_one_that_was_not(DatabaseProvider provider)
    {
        await using var calm = await ImportScene.OpenAsync(provider);
        await using var stormy = await ImportScene.OpenAsync(provider);
        var text = SampleFiles.Good2021(35);

        await calm.RunAsync(text);
        for (var i = 0; i < 3; i++)
        {
            await StopAfterAsync(stormy, text, batches: 1);
        }

        await stormy.RunAsync(text, options: TenRowsAtATime);

        Assert.Equal(await calm.CountsAsync(), await stormy.CountsAsync());
        Assert.Equal(await StateAsync(calm), await StateAsync(stormy));
    }

    [BothDatabases]
    public async Task Two_imports_of_one_file_at_once_store_every_row_once(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        var text = SampleFiles.Good2021(60);

        var both = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Task.Run(() =>
                        new ListingImport(scene.Database.Contexts, scene.Database.Dialect, scene.Database.Clock).RunAsync(
                            SampleFiles.File(text),
                            "lianjia-2021",
                            "F",
                            scene.Operator,
                            TenRowsAtATime
                        )
                    )
                )
        );

        Assert.Contains(both, outcome => outcome.Succeeded);
        Assert.All(both.SelectMany(outcome => outcome.Errors), error => Assert.IsType<ImportInProgress>(error));
        var counts = await scene.CountsAsync();
        Assert.Equal((60, 60, 60, 60), (counts.Houses, counts.Listings, counts.Prices, counts.Events));
        var completed = await CompletedAsync(scene);
        Assert.Equal(60, completed.Sum(run => run.RowsAdded));
        Assert.All(completed, run => Assert.Equal(60, run.RowsAdded + run.RowsUnchanged));
    }

    [BothDatabases]
    public async Task Two_brands_that_import_one_home_share_the_house(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        var other = await AnotherBrandAsync(scene);
        await scene.RunAsync(SampleFiles.Good2021(5));

        var run = (await scene.TryAsync(SampleFiles.File(SampleFiles.Good2021(5)), office: "F2", actor: other)).Value;

        Assert.Equal((5, 5, 0, 0), Numbers(run));
        Assert.Equal(new Written(2, 0, 5, 5, 10, 10, 10), await scene.CountsAsync());
    }

    private static (int, int, int, int) Numbers(ImportRun run) => (run.RowsRead, run.RowsAdded, run.RowsUnchanged, run.RowsQuarantined);

    private static async Task StopAfterAsync(ImportScene scene, string text, int batches)
    {
        using var stop = new CancellationTokenSource();
        var seen = 0;
        var import = new ListingImport(scene.Database.Contexts, scene.Database.Dialect, scene.Database.Clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            import.RunAsync(
                SampleFiles.File(text),
                "lianjia-2021",
                "F",
                scene.Operator,
                TenRowsAtATime,
                new ImportScene.Inline<ImportProgress>(_ =>
                {
                    if (++seen == batches)
                    {
                        stop.Cancel();
                    }
                }),
                cancellationToken: stop.Token
            )
        );
    }

    /// <summary>Everything of a listing that does not depend on the hour it was stored.</summary>
    private static async Task<IEnumerable<object>> StateAsync(ImportScene scene) =>
        (await scene.ListingsAsync()).Select(listing =>
            (
                listing.SourceKey,
                listing.ListingNumber,
                listing.Community.Name,
                listing.ListPriceFen,
                listing.OnMarketOn,
                IsOfLi: listing.ListAgentId == scene.Brokerage.Li.Id
            ) as object
        );

    private static async Task<List<ImportRun>> CompletedAsync(ImportScene scene)
    {
        await using var db = scene.Database.Open();
        return await db.ImportRuns.Where(run => run.Status == ImportStatus.Completed).ToListAsync();
    }

    private static async Task<Viewer> AnotherBrandAsync(ImportScene scene)
    {
        var now = TestDatabase.Now;
        var offices = new List<Office>();
        foreach (
            var (kind, code) in new[] { (OfficeKind.Brand, "B2"), (OfficeKind.Region, "R2"), (OfficeKind.Franchise, "F2"), (OfficeKind.Store, "S9") }
        )
        {
            offices.Add(Office.Create(Guid.CreateVersion7(now), kind, offices.LastOrDefault(), code, code, "北京", district: null, now));
        }

        await using var db = scene.Database.Open();
        db.AddRange(offices);
        db.Add(
            Agent.Create(
                Guid.CreateVersion7(now),
                offices[^1].Placement(),
                "郑测试",
                "13900009999",
                "LIC99999999",
                new DateOnly(2030, 12, 31),
                "经纪人",
                new DateOnly(2024, 1, 1),
                now
            )
        );
        await db.SaveChangesAsync();
        return new()
        {
            Name = "ops",
            Role = Role.PlatformOps,
            BrandId = offices[0].Id,
        };
    }
}
