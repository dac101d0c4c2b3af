using System.Globalization;
using CsCheck;

namespace Lintel.Domain.Tests.Shared;

public sealed class IdentityNumberTests
{
    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("110105194912310021", false)]
    [InlineData("11010519491231002x", false)]
    [InlineData("11010519491231002", false)]
    [InlineData("11010519491231002XX", false)]
    [InlineData("1101051949123100２X", false)]
    [InlineData("A1010519491231002X", false)]
    [InlineData("11010519491231002X\n", false)]
    [InlineData(" 11010519491231002X", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_number_has_18_characters_a_birth_date_and_its_check_character(string? text, bool valid)
    {
        Assert.Equal(valid, IdentityNumber.IsValid(text));
    }

    [Theory]
    [InlineData("19490230")]
    [InlineData("19491301")]
    [InlineData("20230229")]
    [InlineData("00000000")]
    public void A_day_that_never_was_is_no_birth_date(string day)
    {
        var digits = $"110105{day}002";

        Assert.False(IdentityNumber.IsValid(digits + IdentityNumber.CheckCharacter(digits)));
    }

    [Fact]
    public void A_leap_day_is_a_birth_date()
    {
        const string digits = "11010520240229002";

        Assert.True(IdentityNumber.IsValid(digits + IdentityNumber.CheckCharacter(digits)));
    }

    [Fact]
    public void Of_eleven_check_characters_exactly_one_fits()
    {
        Gen.Select(Gen.Int[110000, 659999], Gen.Date[new DateTime(1900, 1, 1), new DateTime(2026, 1, 1)], Gen.Int[0, 999])
            .Sample(
                (region, born, order) =>
                {
                    var digits = string.Create(CultureInfo.InvariantCulture, $"{region:D6}{born:yyyyMMdd}{order:D3}");
                    return "0123456789X".Count(check => IdentityNumber.IsValid(digits + check)) == 1;
                },
                iter: 2000
            );
    }

    [Fact]
    public void A_slip_of_one_digit_or_two_neighbours_swapped_is_noticed()
    {
        Gen.Select(Gen.Int[0, 16], Gen.Int[1, 9])
            .Sample(
                (at, by) =>
                {
                    var digits = "11010519491231002".ToCharArray();
                    digits[at] = (char)('0' + ((digits[at] - '0' + by) % 10));
                    return IdentityNumber.CheckCharacter(digits) != 'X';
                },
                iter: 1000
            );
        Assert.NotEqual('X', IdentityNumber.CheckCharacter("11010519491230102"));
    }
}
