using Lintel.Data.Imports;
using Lintel.Domain.Listings;
using static Lintel.Domain.Listings.Orientations;

namespace Lintel.Import.Tests.Normalising;

public sealed class OrientationWordsTests
{
    [Theory]
    [InlineData("南", South)]
    [InlineData("南北", South | North)]
    [InlineData("北南", South | North)]
    [InlineData("东南", SouthEast)]
    [InlineData("南东", South | East)]
    [InlineData("东西", East | West)]
    [InlineData("东南北", East | South | North)]
    [InlineData("南西北", South | West | North)]
    [InlineData("东南西北", East | South | West | North)]
    [InlineData("西南北", SouthWest | North)]
    [InlineData("西南东北", SouthWest | NorthEast)]
    [InlineData("西南南", SouthWest | South)]
    [InlineData("东 南", East | South)]
    [InlineData("东南 西北", SouthEast | NorthWest)]
    public void Directions_become_a_set_of_sides(string raw, Orientations sides)
    {
        Assert.Equal(sides, OrientationWords.Parse(raw));
    }

    [Theory]
    [InlineData("朝南")]
    [InlineData("南?")]
    [InlineData("South")]
    public void Anything_but_directions_is_refused(string raw)
    {
        Assert.Null(OrientationWords.Parse(raw));
    }
}
