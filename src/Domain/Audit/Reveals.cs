namespace Lintel.Domain.Audit;

/// <summary>The rules of looking behind a mask.</summary>
public static class RevealRules
{
    /// <summary>Values an account may have revealed on one day of the office.</summary>
    [Limit("values", "What an account may have revealed on one day.")]
    public const int PerDay = 30;

    /// <summary>A reason has at least so many characters, and at most <see cref="AuditEntry.LongestReason"/>.</summary>
    public const int ShortestReason = 5;

    /// <summary>How long the answer to a reveal can be fetched again with its idempotency key.</summary>
    public static readonly TimeSpan AnswerLife = TimeSpan.FromMinutes(15);

    private static readonly TimeOnly Opening = new(8, 0);
    private static readonly TimeOnly Closing = new(22, 0);

    /// <summary>Before 08:00 or from 22:00 on, in the office.</summary>
    public static bool IsOffHours(DateTimeOffset at) =>
        !TimeOnly.FromDateTime(at.ToOffset(OfficeCalendar.Offset).DateTime).IsBetween(Opening, Closing);
}

/// <summary>The account has looked behind as many masks today as it may.</summary>
[ErrorType("Come again tomorrow.")]
public sealed record RevealQuotaExceeded()
    : UserError("REVEAL_QUOTA_EXCEEDED", $"You may have {RevealRules.PerDay} values revealed a day; ask again tomorrow.", []);

/// <summary>There is nothing behind the mask.</summary>
[ErrorType("Nothing: there is no value to show.")]
public sealed record NotOnFile(string Field) : UserError("NOT_ON_FILE", "There is no such value on file.", [Field]);

/// <summary>Somebody looked behind a mask while the office was closed.</summary>
public sealed record OffHoursReveal(SubjectKind SubjectKind, Guid Id, string Element) : DomainEvent(EventKind.OffHoursReveal, SubjectKind, Id);
