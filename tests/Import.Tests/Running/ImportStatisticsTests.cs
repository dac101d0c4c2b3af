using Lintel.Data;
using Lintel.Data.Imports;
using Lintel.Testing;

namespace Lintel.Import.Tests.Running;

/// <summary>A database plans by what it has seen in its tables: after many new rows it looks again.</summary>
public sealed class ImportStatisticsTests
{
    [BothDatabases]
    public async Task After_an_import_of_many_rows_the_database_looks_at_its_tables(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        await using var db = scene.Database.Open();

        await scene.RunAsync(SampleFiles.Good2021(499));
        Assert.Equal("", await db.LookedAtAsync("listings"));

        await scene.RunAsync(SampleFiles.Good2021(999));
        Assert.Equal("listings", await db.LookedAtAsync("listings"));
    }

    [BothDatabases]
    public async Task A_dry_run_leaves_it_as_it_was(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        await using var db = scene.Database.Open();

        await scene.RunAsync(SampleFiles.Good2021(600), options: new ImportOptions { DryRun = true });

        Assert.Equal("", await db.LookedAtAsync("listings"));
    }
}
