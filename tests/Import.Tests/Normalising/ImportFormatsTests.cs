using System.Text;
using Lintel.Data.Imports;
using Lintel.Domain.Imports;

namespace Lintel.Import.Tests.Normalising;

public sealed class ImportFormatsTests
{
    private const string Tiny = """
        {
          "name": "tiny", "kind": "LISTINGS", "city": "北京", "delimiter": ";",
          "id": { "column": "No" },
          "facts": {
            "title": { "read": "template", "template": "{Place} {Size}㎡" },
            "community": { "read": "text", "column": "Place", "required": true },
            "livingArea": { "read": "area", "column": "Size", "required": true },
            "listPrice": { "read": "money", "column": "Yuan", "unit": "元", "required": true }
          }
        }
        """;

    [Fact]
    public void The_product_knows_three_layouts()
    {
        Assert.Equal(["lianjia-2021", "lianjia-communities", "lianjia-heat-2018"], ImportFormats.BuiltIn.All.Select(format => format.Name));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        var outcome = ImportFormats.BuiltIn.Find("/etc/passwd");

        var error = Assert.IsType<UnknownFormat>(Assert.Single(outcome.Errors));
        Assert.Equal("UNKNOWN_FORMAT", error.Code);
        Assert.Equal(["lianjia-2021", "lianjia-communities", "lianjia-heat-2018"], error.Known);
    }

    [Fact]
    public void A_new_layout_is_a_mapping_file()
    {
        var format = Read(Tiny);

        var reader = FormatReader.Compile(format).Value;
        var row = new SourceRow(
            2,
            ["7", "云上花园", "90", "4500000"],
            "7;云上花园;90;4500000",
            new SourceHeader(["No", "Place", "Size", "Yuan"]),
            Defect: null
        );
        var facts = reader.Read(row).Row!;
        Assert.Equal(["Place", "Size", "Yuan", "No"], reader.Columns);
        Assert.Equal("云上花园 90㎡", facts.Text("title"));
        Assert.Equal(4_500_000_00, facts.Money("listPrice"));
        Assert.Equal("tiny:7", format.KeyOf(facts.ExternalId));
    }

    [Theory]
    [InlineData("\"kind\": \"LISTINGS\"", "\"kind\": \"CARS\"")]
    [InlineData("\"city\": \"北京\"", "\"town\": \"北京\"")]
    [InlineData("\"read\": \"area\"", "\"read\": \"volume\"")]
    [InlineData("\"livingArea\"", "\"livingSpace\"")]
    [InlineData("\"unit\": \"元\"", "\"unit\": \"USD\"")]
    [InlineData("\"delimiter\": \";\"", "\"delimiter\": \"||\"")]
    [InlineData("{ \"column\": \"No\" }", "{ \"column\": \"No\", \"pattern\": \"(\" }")]
    [InlineData("\"column\": \"Size\", \"required\": true", "\"column\": \"Size\"")]
    public void A_mapping_that_makes_no_sense_is_refused(string right, string wrong)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(Tiny.Replace(right, wrong, StringComparison.Ordinal)));

        var outcome = ImportFormats.Read(json, "tiny.json");

        Assert.IsType<InvalidFormat>(Assert.Single(outcome.Errors));
    }

    [Fact]
    public void A_mapping_file_that_is_not_there_is_an_unknown_format()
    {
        var outcome = ImportFormats.Load("no-such-mapping.json");

        Assert.IsType<UnknownFormat>(Assert.Single(outcome.Errors));
    }

    internal static ImportFormat Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return ImportFormats.Read(stream, "test.json").Value;
    }
}
