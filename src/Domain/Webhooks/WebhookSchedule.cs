namespace Lintel.Domain.Webhooks;

/// <summary>When an event that was not delivered is tried again: the schedule that Standard Webhooks recommends, over about three days.</summary>
public static class WebhookSchedule
{
    /// <summary>What is waited before each attempt, counted from the one before.</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } =
    [
        TimeSpan.Zero,
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>When the next attempt is due after so many that failed, the last of them begun at an instant; null: there is none.</summary>
    public static DateTimeOffset? Next(int failedAttempts, DateTimeOffset last) => failedAttempts < Waits.Count ? last + Waits[failedAttempts] : null;
}
