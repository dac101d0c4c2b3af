namespace Lintel.Domain;

/// <summary>The calendar of the office: which day it is there, and which days are worked.</summary>
public static class OfficeCalendar
{
    /// <summary>China Standard Time; the zone knows no daylight saving since 1991, so a fixed offset is exact.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The office's date at an instant.</summary>
    public static DateOnly DateAt(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The first day of the date's month: what monthly reports group by.</summary>
    public static DateOnly MonthOf(DateOnly date) => new(date.Year, date.Month, 1);

    /// <summary>
    /// The date <paramref name="days"/> working days later. Monday to Friday are worked;
    /// public holidays and make-up days (调休) arrive with capability 45.
    /// </summary>
    public static DateOnly AddWorkingDays(DateOnly from, int days)
    {
        var date = from;
        while (days > 0)
        {
            date = date.AddDays(1);
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                days--;
            }
        }

        return date;
    }
}
