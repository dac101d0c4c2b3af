using System.Text.RegularExpressions;

namespace Lintel.Domain.Tests.Shared;

public sealed partial class EnumNamesTests
{
    [Theory]
    [InlineData("Draft", "DRAFT")]
    [InlineData("PendingVerification", "PENDING_VERIFICATION")]
    [InlineData("A", "A")]
    [InlineData("PlatformOps", "PLATFORM_OPS")]
    [InlineData("HTTPServer", "HTTP_SERVER")]
    [InlineData("", "")]
    public void A_name_is_spelt_in_capitals_with_a_line_between_words(string name, string constant)
    {
        Assert.Equal(constant, EnumNames.ToConstantCase(name));
    }

    [Fact]
    public void No_two_values_of_an_enum_are_spelt_alike()
    {
        foreach (var type in typeof(EnumNames).Assembly.GetTypes().Where(type => type.IsEnum))
        {
            var names = Enum.GetNames(type).Select(EnumNames.ToConstantCase).ToList();

            Assert.Equal(names.Count, names.Distinct().Count());
            Assert.All(names, name => Assert.Matches(ConstantCase(), name));
        }
    }

    [GeneratedRegex("^[A-Z]+(_[A-Z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ConstantCase();
}
