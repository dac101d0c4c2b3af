namespace Lintel.Domain.Tests.Shared;

public sealed class MobileNumberTests
{
    [Theory]
    [InlineData("13800001234", true)]
    [InlineData("19999999999", true)]
    [InlineData("12800001234", false)]
    [InlineData("23800001234", false)]
    [InlineData("1380000123", false)]
    [InlineData("138000012345", false)]
    [InlineData("+8613800001234", false)]
    [InlineData("138 0000 1234", false)]
    [InlineData("１３８００００１２３４", false)]
    [InlineData("13800001234\n", false)]
    [InlineData("\n13800001234", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_number_has_eleven_digits_and_nothing_else(string? text, bool valid)
    {
        Assert.Equal(valid, MobileNumber.IsValid(text));
    }
}
