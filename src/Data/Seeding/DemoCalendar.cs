using Lintel.Domain;

namespace Lintel.Data.Seeding;

/// <summary>The days of the demo brokerage, which ends with the day before <paramref name="today"/>.</summary>
internal sealed class DemoCalendar(DateOnly today, DemoRandom random)
{
    public DateOnly Today { get; } = today;

    /// <summary>A moment of the office's working hours, so many days ago (at least one).</summary>
    public DateTimeOffset DaysAgo(int days) => At(Today.AddDays(-Math.Max(1, days)), random.Between(9 * 60, 20 * 60));

    /// <summary>A moment between two others, never beyond the later one.</summary>
    public DateTimeOffset Between(DateTimeOffset from, DateTimeOffset to) =>
        from + TimeSpan.FromMinutes(Math.Floor((to - from).TotalMinutes * random.NextFraction()));

    private static DateTimeOffset At(DateOnly day, int minute) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute), OfficeCalendar.Offset).ToUniversalTime();
}
