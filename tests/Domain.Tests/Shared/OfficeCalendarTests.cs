using CsCheck;

namespace Lintel.Domain.Tests.Shared;

public sealed class OfficeCalendarTests
{
    [Theory]
    [InlineData("2026-03-15T15:59:59.9999999Z", "2026-03-15")]
    [InlineData("2026-03-15T16:00:00Z", "2026-03-16")]
    [InlineData("2026-12-31T16:00:00Z", "2027-01-01")]
    [InlineData("2026-03-16T00:00:00+08:00", "2026-03-16")]
    [InlineData("2026-03-15T20:00:00-05:00", "2026-03-16")]
    public void A_day_begins_at_midnight_in_the_office(string instant, string day)
    {
        Assert.Equal(DateOnly.Parse(day, null), OfficeCalendar.DateAt(DateTimeOffset.Parse(instant, null)));
    }

    [Fact]
    public void A_month_is_known_by_its_first_day()
    {
        Assert.Equal(new DateOnly(2024, 2, 1), OfficeCalendar.MonthOf(new DateOnly(2024, 2, 29)));
        Assert.Equal(new DateOnly(2026, 3, 1), OfficeCalendar.MonthOf(new DateOnly(2026, 3, 1)));
    }

    [Theory]
    [InlineData("2026-03-16", 1, "2026-03-17")] // Monday
    [InlineData("2026-03-20", 1, "2026-03-23")] // Friday
    [InlineData("2026-03-21", 1, "2026-03-23")] // Saturday
    [InlineData("2026-03-22", 1, "2026-03-23")] // Sunday
    [InlineData("2026-03-16", 5, "2026-03-23")]
    [InlineData("2026-03-16", 20, "2026-04-13")]
    [InlineData("2026-03-21", 0, "2026-03-21")]
    public void Working_days_leave_out_weekends(string from, int days, string to)
    {
        Assert.Equal(DateOnly.Parse(to, null), OfficeCalendar.AddWorkingDays(DateOnly.Parse(from, null), days));
    }

    [Fact]
    public void So_many_working_days_later_so_many_have_passed()
    {
        Gen.Select(Gen.Int[0, 3000], Gen.Int[1, 60])
            .Sample(
                (offset, days) =>
                {
                    var from = new DateOnly(2024, 1, 1).AddDays(offset);
                    var to = OfficeCalendar.AddWorkingDays(from, days);
                    var passed = Enumerable.Range(1, to.DayNumber - from.DayNumber).Count(i => IsWorked(from.AddDays(i)));
                    return passed == days && IsWorked(to);
                },
                iter: 2000
            );

        static bool IsWorked(DateOnly date) => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }
}
