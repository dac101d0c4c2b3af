using System.Globalization;
using System.Text.RegularExpressions;
using Lintel.Domain;
using Lintel.Domain.Listings;

namespace Lintel.Data.Imports;

/// <summary>
/// The named normalisers a mapping can use. Each turns one trimmed, non-empty raw value into a fact;
/// numbers go through <see cref="decimal"/>, never through a float.
/// </summary>
internal static class Normalisers
{
    private const decimal FenPerYuan = 100;

    /// <summary>The normaliser a rule names, for a fact of the given type.</summary>
    /// <exception cref="FormatException">The rule is not one this normaliser can follow.</exception>
    public static Func<string, Reading> Create(FactRule rule, Type target)
    {
        var (yields, normaliser) = rule.Read switch
        {
            "text" => (typeof(string), Extracted(rule, Reading.Of)),
            "integer" => (typeof(int), Extracted(rule, raw => Integer(raw, rule))),
            "area" => (typeof(int), Extracted(rule, Area)),
            "money" => (typeof(long), Extracted(rule, Money(rule))),
            "word" => (target, Extracted(rule, Word(rule, target))),
            "flag" => (typeof(bool), Flag(rule)),
            "age" => (typeof(int), Age(rule)),
            "orientations" => (typeof(Orientations), Extracted(rule, Orientation)),
            _ => throw new FormatException($"there is no normaliser {rule.Read}."),
        };
        return yields == target ? normaliser : throw new FormatException($"{rule.Read} does not yield a {target.Name}.");
    }

    /// <summary>A regular expression of a mapping: without backtracking, so that no mapping can hang an import.</summary>
    public static Regex Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"the pattern {pattern} is not usable: {error.Message}", error);
        }
    }

    private static Func<string, Reading> Extracted(FactRule rule, Func<string, Reading> read)
    {
        var pattern = rule.Pattern is null ? null : Pattern(rule.Pattern);
        return raw =>
        {
            var value = raw;
            if (pattern is not null)
            {
                var match = pattern.Match(raw);
                if (!match.Success)
                {
                    return Tolerated(rule, Reading.Malformed(raw, $"of the form {rule.Pattern}"));
                }

                value = match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
            }

            return Tolerated(rule, read(value));
        };
    }

    private static Reading Tolerated(FactRule rule, Reading reading) =>
        reading.Problem is not null && rule.Unreadable == Unreadable.Empty ? Reading.Nothing : reading;

    private static Reading Integer(string raw, FactRule rule)
    {
        if (!int.TryParse(raw, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
        {
            return Reading.Malformed(raw, "a whole number");
        }

        return number < rule.Min || number > rule.Max
            ? Reading.Refuse(InputCodes.OutOfRange, $"{number} is not between {rule.Min ?? int.MinValue} and {rule.Max ?? int.MaxValue}.")
            : Reading.Of(number);
    }

    /// <summary>㎡ with any decimals → dm², rounded half up: a hundredth of a ㎡ is what is kept.</summary>
    private static Reading Area(string raw) =>
        TryDecimal(raw, out var squareMeters) && squareMeters is >= 0 and < 10_000_000
            ? Reading.Of((int)Math.Round(squareMeters * 100, MidpointRounding.AwayFromZero))
            : Reading.Malformed(raw, "an area in ㎡");

    private static Func<string, Reading> Money(FactRule rule)
    {
        var fenPerUnit = rule.Unit switch
        {
            "元" => FenPerYuan,
            "万元" => FenPerYuan * 10_000,
            _ => throw new FormatException("money needs the unit 元 or 万元."),
        };
        return raw =>
        {
            if (!TryDecimal(raw, out var amount) || amount is < 0 or > 1_000_000_000_000)
            {
                return Reading.Malformed(raw, $"an amount in {rule.Unit}");
            }

            var fen = amount * fenPerUnit;
            return fen == decimal.Truncate(fen) ? Reading.Of((long)fen) : Reading.Malformed(raw, "an amount of whole fen");
        };
    }

    private static bool TryDecimal(string raw, out decimal number) =>
        decimal.TryParse(raw, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number);

    private static Func<string, Reading> Word(FactRule rule, Type target)
    {
        if (!target.IsEnum || rule.Words is null)
        {
            throw new FormatException("a word needs its words, and a fact with a closed list of values.");
        }

        var readings = rule.Words.ToDictionary(
            word => word.Key,
            word => word.Value is null ? Reading.Nothing : Reading.Of(Member(target, word.Value)),
            StringComparer.Ordinal
        );
        return raw =>
            readings.TryGetValue(raw, out var reading)
                ? reading
                : Reading.Refuse(QuarantineCodes.UnknownWord, $"{Reading.Quote(raw)} is none of {string.Join(", ", readings.Keys)}.");
    }

    private static object Member(Type target, string constant) =>
        Enum.TryParse(target, constant.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(target, value)
            ? value
            : throw new FormatException($"{target.Name} has no value {constant}.");

    private static Func<string, Reading> Flag(FactRule rule)
    {
        var pattern = Pattern(rule.Pattern ?? throw new FormatException("a flag needs a pattern."));
        return raw => Reading.Of(pattern.IsMatch(raw));
    }

    private static Func<string, Reading> Age(FactRule rule)
    {
        var ages = (rule.Ages ?? throw new FormatException("an age needs its ages."))
            .Select(age => (Pattern: Pattern(age.Matches), age.Days))
            .ToList();
        return raw =>
        {
            foreach (var (pattern, days) in ages)
            {
                var match = pattern.Match(raw);
                if (match.Success)
                {
                    var count = match.Groups.Count > 1 ? match.Groups[1].Value : "1";
                    return int.TryParse(count, CultureInfo.InvariantCulture, out var number) && number <= 100_000
                        ? Reading.Of(number * days)
                        : Tolerated(rule, Reading.Malformed(raw, "an age"));
                }
            }

            return Tolerated(rule, Reading.Malformed(raw, "an age"));
        };
    }

    private static Reading Orientation(string raw) =>
        OrientationWords.Parse(raw) is { } sides ? Reading.Of(sides) : Reading.Malformed(raw, "a list of compass directions");
}
