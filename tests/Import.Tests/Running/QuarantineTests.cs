using System.Text;
using Lintel.Data;
using Lintel.Data.Imports;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Import.Tests.Running;

public sealed class QuarantineTests
{
    [BothDatabases]
    public async Task A_header_in_mid_file_and_repeated_ids_are_told_with_their_lines(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        var run = await scene.RunAsync(
            SampleFiles.Text(
                SampleFiles.Header2021,
                SampleFiles.Row2021("1", district: "延庆"),
                SampleFiles.Header2021,
                SampleFiles.Row2021("2"),
                SampleFiles.Row2021("1", district: "延庆其他")
            )
        );

        await using var db = scene.Database.Open();
        var rows = await db.QuarantinedRows.OrderBy(row => row.RowNumber).ToListAsync();
        Assert.Equal((4, 2, 2), (run.RowsRead, run.RowsAdded, run.RowsQuarantined));
        Assert.Equal(
            [(3, "REPEATED_HEADER", "The header stands here again.", null), (5, "DUPLICATE_ID", "The id 1 stands on line 2 already.", "Id")],
            rows.Select(row => (row.RowNumber, row.Code, row.Message, row.Column))
        );
        Assert.Equal(SampleFiles.Header2021, rows[0].RawText);
        Assert.Equal(SampleFiles.Row2021("1", district: "延庆其他"), rows[1].RawText);
        Assert.Equal("延庆", (await scene.ListingAsync("lianjia-2021:1")).District);
    }

    [BothDatabases]
    public async Task A_villa_whose_columns_slipped_is_set_aside(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        await scene.RunAsync(
            SampleFiles.Text(
                SampleFiles.Header2018,
                SampleFiles.Row2018("0"),
                SampleFiles.Row2018("1", years: "3层2006年建", layout: "联排别墅", size: "6室2厅")
            ),
            "lianjia-heat-2018"
        );

        var row = Assert.Single(scene.Quarantined);
        Assert.Equal((3, "SHIFTED_COLUMNS", "square"), (row.RowNumber, row.Code, row.Column));
        Assert.Single(await scene.ListingsAsync());
    }

    [BothDatabases]
    public async Task Every_value_that_cannot_be_read_names_its_column(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        var run = await scene.RunAsync(
            SampleFiles.Text(
                SampleFiles.Header2021,
                SampleFiles.Row2021("1", price: "面议"),
                SampleFiles.Row2021("2", size: ""),
                SampleFiles.Row2021("3", decoration: "豪装"),
                SampleFiles.Row2021("4", direction: "朝阳面"),
                SampleFiles.Row2021("5", stories: "180"),
                SampleFiles.Row2021("6", unitPrice: "60,000元/平"),
                SampleFiles.Row2021("七"),
                SampleFiles.Row2021("8", community: new string('园', 81)),
                SampleFiles.Row2021("9", size: "4.0", price: " 20万"),
                SampleFiles.Row2021("10", price: " 0.5万", size: "90.0", unitPrice: "56元/平")
            )
        );

        Assert.Equal((10, 0, 10), (run.RowsRead, run.RowsAdded, run.RowsQuarantined));
        Assert.Equal(
            [
                (2, "UNREADABLE_VALUE", "Price"),
                (3, "REQUIRED", "Size"),
                (4, "UNKNOWN_WORD", "Renovation"),
                (5, "UNREADABLE_VALUE", "Direction"),
                (6, "OUT_OF_RANGE", "Floor"),
                (7, "PRICE_MISMATCH", "Price"),
                (8, "UNREADABLE_VALUE", "Id"),
                (9, "TOO_LONG", "Garden"),
                (10, "OUT_OF_RANGE", "Size"),
                (11, "OUT_OF_RANGE", "Price"),
            ],
            scene.Quarantined.Select(row => (row.RowNumber, row.Code, row.Column))
        );
    }

    [BothDatabases]
    public async Task A_tag_nobody_knows_keeps_its_row_out(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        await scene.RunAsync(SampleFiles.Text(SampleFiles.Header2018, SampleFiles.Row2018("0", tags: "房本满五年送车位")), "lianjia-heat-2018");

        var row = Assert.Single(scene.Quarantined);
        Assert.Equal(("UNREADABLE_VALUE", "“房本满五年送车位” has an unknown form.", "taxtype"), (row.Code, row.Message, row.Column));
    }

    [BothDatabases]
    public async Task The_quarantine_opens_in_a_spreadsheet_and_runs_nothing(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        var run = await scene.RunAsync(SampleFiles.Text(SampleFiles.Header2021, "=HYPERLINK(1),望京", SampleFiles.Row2021("2", price: "面议")));

        using var csv = new MemoryStream();
        var written = await new QuarantineExport(scene.Database.Contexts).WriteAsync(run.Id, csv, CancellationToken.None);

        Assert.Equal(2, written);
        Assert.Equal(
            "\uFEFFrow_number,code,column,message,raw_text\r\n"
                + "2,WRONG_COLUMN_COUNT,,\"The row has 2 columns, the header 13.\",\"'=HYPERLINK(1),望京\"\r\n"
                + "3,UNREADABLE_VALUE,Price,\"“面议” is not of the form ^([\\d.,]+)万$.\","
                + "\"南北,望京,板楼,18,云上花园,2,2室1厅,面议,朝阳,精装,90.0,\"\"50,000元/平\"\",2006\"\r\n",
            Encoding.UTF8.GetString(csv.ToArray())
        );
    }
}
