using System.Text;
using Lintel.Data;
using Lintel.Data.Imports;
using Lintel.Domain;
using Lintel.Domain.Imports;
using Lintel.Domain.Organisation;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Import.Tests.Running;

public sealed class RefusalTests
{
    [BothDatabases]
    public async Task A_file_that_cannot_be_imported_writes_nothing(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        var row = SampleFiles.Row2021("1");
        (byte[] Bytes, string Code)[] files =
        [
            ([], "EMPTY_FILE"),
            (Utf8("\n\n"), "EMPTY_FILE"),
            (Utf8(SampleFiles.Header2021 + "\n"), "EMPTY_FILE"),
            (Utf8("a,b\n1,2\n"), "MISSING_COLUMNS"),
            (Utf8($"{SampleFiles.Header2021}\n{row}\n\"未关,1,2\n"), "MALFORMED_FILE"),
            ([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x00, 0x00, 0x08, 0x00], "BINARY_FILE"),
        ];

        foreach (var (bytes, code) in files)
        {
            var outcome = await scene.TryAsync(new("sample.csv", new MemoryStream(bytes)));

            Assert.Equal(code, Assert.Single(outcome.Errors).Code);
        }

        Assert.Equal(Written.Nothing, await scene.CountsAsync());
    }

    [BothDatabases]
    public async Task Missing_columns_are_named_beside_the_found_ones(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        var outcome = await scene.TryAsync(SampleFiles.File(SampleFiles.Text(SampleFiles.Header2018, SampleFiles.Row2018("0"))));

        var error = Assert.IsType<MissingColumns>(Assert.Single(outcome.Errors));
        Assert.Contains("Garden", error.Missing);
        Assert.Contains("housetype", error.Found);
    }

    [BothDatabases]
    public async Task An_unknown_format_writes_nothing(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        var outcome = await scene.TryAsync(SampleFiles.File(SampleFiles.Good2021(1)), "anjuke-2030");

        Assert.IsType<UnknownFormat>(Assert.Single(outcome.Errors));
        Assert.Equal(Written.Nothing, await scene.CountsAsync());
    }

    [BothDatabases]
    public async Task An_office_outside_the_actors_place_equals_one_that_does_not_exist(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        var manager = new Viewer
        {
            Name = "manager",
            Role = Role.StoreManager,
            BrandId = scene.Brokerage.Brand.Id,
            RegionId = scene.Brokerage.Region.Id,
            FranchiseId = scene.Brokerage.Franchise.Id,
            StoreId = scene.Brokerage.StoreOfLi.Id,
        };
        (Viewer Actor, string? Office)[] attempts =
        [
            (scene.Operator, "NONE"),
            (manager, "S2"),
            (manager, "F"),
            (manager with { BrandId = scene.Brokerage.NewId() }, "S1"),
            (Viewer.Anonymous, null),
        ];

        foreach (var (actor, office) in attempts)
        {
            var outcome = await scene.TryAsync(SampleFiles.File(SampleFiles.Good2021(1)), office: office, actor: actor);

            Assert.Equal(new UnknownOffice(office), Assert.Single(outcome.Errors), SameCodeAndMessage);
        }

        Assert.Equal(Written.Nothing, await scene.CountsAsync());
    }

    [BothDatabases]
    public async Task An_office_without_an_active_agent_takes_no_listings(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        await using (var db = scene.Database.Open())
        {
            await db.Agents.ExecuteUpdateAsync(set => set.SetProperty(agent => agent.MemberStatus, MemberStatus.Inactive));
        }

        var outcome = await scene.TryAsync(SampleFiles.File(SampleFiles.Good2021(1)));

        Assert.IsType<NoActiveAgents>(Assert.Single(outcome.Errors));
        Assert.Equal(Written.Nothing, await scene.CountsAsync());
    }

    [BothDatabases]
    public async Task A_dry_run_tells_everything_and_writes_nothing(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        var text = SampleFiles.Good2021(25) + SampleFiles.Row2021("1000") + "\n" + SampleFiles.Row2021("2", price: "面议") + "\n";

        var run = await scene.RunAsync(text, options: new() { BatchSize = 10, DryRun = true });

        Assert.Equal((27, 25, 0, 2), (run.RowsRead, run.RowsAdded, run.RowsUnchanged, run.RowsQuarantined));
        Assert.Equal([(27, "DUPLICATE_ID"), (28, "UNREADABLE_VALUE")], scene.Quarantined.Select(row => (row.RowNumber, row.Code)));
        Assert.Equal(Written.Nothing, await scene.CountsAsync());
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static bool SameCodeAndMessage(UserError one, UserError other) => (one.Code, one.Message) == (other.Code, other.Message);
}
