using System.Globalization;
using System.Text.RegularExpressions;

namespace Lintel.Schema.Shared.Deprecating;

/// <summary>
/// That an element will go: what to use instead, the day from which that is said, and the last day on which the element is served. In the SDL
/// <c>@deprecated(reason: "Use area. Deprecated since 2026-11-28. Removed after 2027-12-01.")</c>, a form that tools read back.
/// </summary>
internal sealed partial record Deprecation(string Instead, DateOnly Since, DateOnly RemovedAfter)
{
    /// <summary>How long an element is served at least once it is deprecated, in months.</summary>
    public const int NoticeMonths = 12;

    /// <summary>What the SDL and introspection say.</summary>
    public string Reason =>
        string.Create(CultureInfo.InvariantCulture, $"{Instead} Deprecated since {Since:yyyy-MM-dd}. Removed after {RemovedAfter:yyyy-MM-dd}.");

    /// <summary>Those who use the element have the time they were promised.</summary>
    public bool GivesNotice => Since.AddMonths(NoticeMonths) <= RemovedAfter;

    /// <summary>The element may be removed.</summary>
    public bool IsDue(DateOnly today) => today > RemovedAfter;

    /// <summary>From dates written yyyy-MM-dd.</summary>
    /// <exception cref="FormatException">A date is none.</exception>
    public static Deprecation Of(string instead, string since, string removedAfter) => new(instead, Day(since), Day(removedAfter));

    /// <summary>What a reason says; null: it does not have the form.</summary>
    public static Deprecation? Read(string? reason) =>
        reason is not null
        && Form().Match(reason) is { Success: true } form
        && TryDay(form.Groups["since"].Value, out var since)
        && TryDay(form.Groups["after"].Value, out var after)
            ? new Deprecation(form.Groups["instead"].Value, since, after)
            : null;

    private static DateOnly Day(string text) =>
        TryDay(text, out var day) ? day : throw new FormatException($"{text} is no date of the form yyyy-MM-dd.");

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    [GeneratedRegex(
        @"^(?<instead>\S.*) Deprecated since (?<since>\d{4}-\d{2}-\d{2})\. Removed after (?<after>\d{4}-\d{2}-\d{2})\.$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form();
}
