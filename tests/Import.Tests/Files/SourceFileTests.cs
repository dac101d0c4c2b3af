using System.Text;
using Lintel.Data.Imports;
using Lintel.Domain.Imports;

namespace Lintel.Import.Tests.Files;

public sealed class SourceFileTests
{
    private static readonly string[] Columns = ["编号", "小区", "备注"];

    [Theory]
    [InlineData("utf-8", false, "\n", "utf-8")]
    [InlineData("utf-8", true, "\n", "utf-8")]
    [InlineData("utf-8", false, "\r\n", "utf-8")]
    [InlineData("GB18030", false, "\r\n", "gb18030")]
    [InlineData("GB18030", false, "\n", "gb18030")]
    [InlineData("utf-16", true, "\r\n", "utf-16")]
    public async Task Every_encoding_and_line_end_gives_the_same_rows(string encoding, bool withMark, string lineEnd, string detected)
    {
        var text = string.Join(lineEnd, "编号,小区,备注", "1,云上花园,南北通透", "2,测试家园,精装修");
        var bytes = Encode(text + lineEnd, encoding, withMark);

        await using var file = await OpenAsync(bytes);

        Assert.Equal(detected, file.EncodingName);
        Assert.Equal(2, file.RowCount);
        Assert.Equal(
            [(2, "1", "云上花园", "南北通透"), (3, "2", "测试家园", "精装修")],
            file.Rows().Select(row => (row.LineNumber, row["编号"], row["小区"], row["备注"]))
        );
    }

    [Fact]
    public async Task A_row_has_the_number_of_the_line_it_starts_on()
    {
        const string Text = """
            编号,小区,备注
            1,云上花园,"两行
            备注"

            2,测试家园,
            , ,
            3,测试家园,末行
            """;

        await using var file = await OpenAsync(Encoding.UTF8.GetBytes(Text));

        Assert.Equal([2, 5, 7], file.Rows().Select(row => row.LineNumber));
        Assert.Equal("两行\n备注", file.Rows().First()["备注"]);
        Assert.Equal("1,云上花园,\"两行\n备注\"", file.Rows().First().RawText);
    }

    [Theory]
    [InlineData("2,测试家园", "WRONG_COLUMN_COUNT")]
    [InlineData("2,测试家园,一,二", "WRONG_COLUMN_COUNT")]
    [InlineData("2,测试\"家园,三", "MALFORMED_ROW")]
    [InlineData("编号, 小区,备注", "REPEATED_HEADER")]
    [InlineData("2,测试家园,\uFFFD", "UNREADABLE_CHARACTERS")]
    public async Task A_record_that_is_no_row_of_the_table_says_why(string line, string code)
    {
        var text = $"编号,小区,备注\n1,云上花园,好\n{line}\n3,云上花园,好\n";

        await using var file = await OpenAsync(Encoding.UTF8.GetBytes(text));

        Assert.Equal([null, code, null], file.Rows().Select(row => row.Defect?.Code));
        Assert.Equal(line, file.Rows().ElementAt(1).RawText);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_names_its_line()
    {
        var text = "编号,小区,备注\n1,云上花园,好\n2,\"测试家园,好\n3,云上花园,好\n";

        var outcome = await TryOpenAsync(Encoding.UTF8.GetBytes(text));

        var error = Assert.IsType<MalformedFile>(Assert.Single(outcome.Errors));
        Assert.Equal(3, error.Line);
    }

    [Fact]
    public async Task A_stray_byte_costs_its_row_and_not_the_file()
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes("编号,小区,备注\n1,云上花园,南北通透采光好\n2,测试"),
            0xFF,
            .. Encoding.UTF8.GetBytes("家园,好\n3,云上花园,精装修拎包入住\n"),
        ];

        await using var file = await OpenAsync(bytes);

        Assert.Equal([null, "UNREADABLE_CHARACTERS", null], file.Rows().Select(row => row.Defect?.Code));
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_read_all_the_same()
    {
        var bytes = Encoding.UTF8.GetBytes("编号,小区,备注\n1,云上花园,好\n");
        await using var content = new ForwardOnlyStream(bytes);

        var outcome = await SourceFile.OpenAsync(new ImportFile("upload.csv", content), ',', Columns, CancellationToken.None);

        await using var file = outcome.Value;
        Assert.Equal(1, file.RowCount);
        Assert.Single(file.Rows());
    }

    private static async Task<SourceFile> OpenAsync(byte[] bytes) => (await TryOpenAsync(bytes)).Value;

    private static Task<Domain.Outcome<SourceFile>> TryOpenAsync(byte[] bytes) =>
        SourceFile.OpenAsync(new ImportFile("sample.csv", new MemoryStream(bytes)), ',', Columns, CancellationToken.None);

    private static byte[] Encode(string text, string name, bool withMark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        return withMark ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);
    }

    private sealed class ForwardOnlyStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
