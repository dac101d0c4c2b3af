using Lintel.Data.Imports;
using Lintel.Domain.Listings;

namespace Lintel.Import.Tests.Normalising;

public sealed class NormaliserTests
{
    [Theory]
    [InlineData("78.5", 785_000_00L)]
    [InlineData("450", 4_500_000_00L)]
    [InlineData("211.8", 2_118_000_00L)]
    [InlineData("0.000001", 1L)]
    [InlineData("1,200", 12_000_000_00L)]
    public void Money_in_wan_is_exact_to_the_fen(string raw, long fen)
    {
        var rule = new FactRule { Read = "money", Unit = "万元" };

        Assert.Equal(Reading.Of(fen), Normalisers.Create(rule, typeof(long))(raw));
    }

    [Theory]
    [InlineData("0.0000001")]
    [InlineData("-3")]
    [InlineData("面议")]
    [InlineData("4e2")]
    public void Money_that_is_no_amount_of_whole_fen_is_refused(string raw)
    {
        var rule = new FactRule { Read = "money", Unit = "万元" };

        Assert.Equal("UNREADABLE_VALUE", Normalisers.Create(rule, typeof(long))(raw).Code);
    }

    [Theory]
    [InlineData("62.0", 62_00)]
    [InlineData("298.79", 298_79)]
    [InlineData("59.625", 59_63)]
    public void An_area_is_kept_to_the_hundredth_of_a_square_meter(string raw, int dm2)
    {
        var area = Normalisers.Create(new FactRule { Read = "area" }, typeof(int));

        Assert.Equal(Reading.Of(dm2), area(raw));
    }

    [Theory]
    [InlineData("刚刚发布", 0)]
    [InlineData("9天以前发布", 9)]
    [InlineData("11个月以前发布", 330)]
    [InlineData("一年前发布", 365)]
    public void An_age_in_words_is_a_number_of_days(string raw, int days)
    {
        var rule = ImportFormats.BuiltIn.Find("lianjia-heat-2018").Value.Facts["ageDays"];

        Assert.Equal(Reading.Of(days), Normalisers.Create(rule, typeof(int))(raw));
    }

    [Fact]
    public void A_word_of_the_vocabulary_is_its_value_and_a_placeholder_is_nothing()
    {
        var word = BuildingWord();

        Assert.Equal(Reading.Of(BuildingType.SlabTower), word("板塔结合"));
        Assert.Equal(Reading.Nothing, word("暂无数据"));
    }

    [Fact]
    public void A_word_outside_the_vocabulary_is_refused_and_not_dropped()
    {
        var reading = BuildingWord()("蒙古包");

        Assert.Equal("UNKNOWN_WORD", reading.Code);
        Assert.Equal("“蒙古包” is none of 板楼, 板塔结合, 暂无数据.", reading.Problem);
    }

    [Fact]
    public void A_rule_that_does_not_fit_its_fact_is_a_format_error()
    {
        var rule = new FactRule { Read = "area" };

        var error = Assert.Throws<FormatException>(() => Normalisers.Create(rule, typeof(string)));

        Assert.Equal("area does not yield a String.", error.Message);
    }

    private static Func<string, Reading> BuildingWord() =>
        Normalisers.Create(
            new FactRule
            {
                Read = "word",
                Words = new Dictionary<string, string?>
                {
                    ["板楼"] = "SLAB",
                    ["板塔结合"] = "SLAB_TOWER",
                    ["暂无数据"] = null,
                },
            },
            typeof(BuildingType)
        );
}
