using System.Text.RegularExpressions;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>A schema as it may be after some releases: everything that may be added to it is added everywhere.</summary>
internal static partial class LaterSchema
{
    public static string Of(string sdl)
    {
        var grown = Members().Replace(sdl, "$0  addedLater: String\n");
        grown = EnumStart().Replace(grown, "$0  ADDED_LATER\n");
        grown = Union().Replace(grown, "$0 | AddedLater");
        grown = Arguments().Replace(grown, "$0addedLater: Int, ");
        return grown
            + """

                type AddedLater implements UserError & StreamItem {
                  code: String!
                  message: String!
                  path: [String!]!
                  sequence: Long!
                  previousSequence: Long
                  position: String!
                  addedLater: String
                }

                """;
    }

    /// <summary>The values of all enums, by which they can be told from other texts of an answer.</summary>
    public static IReadOnlySet<string> EnumValues(string sdl) =>
        Enums()
            .Matches(sdl)
            .SelectMany(body => Value().Matches(body.Value).Select(value => value.Groups["value"].Value))
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(
        @"^(?:type|interface|input) [^\n]*\{\n",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Members();

    [GeneratedRegex(@"^enum [^\n]*\{\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex EnumStart();

    [GeneratedRegex(
        @"^enum [^\n]*\{\n.*?^\}",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Enums();

    [GeneratedRegex(@"^  (?<value>[A-Z][A-Z0-9_]+)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Value();

    [GeneratedRegex(@"^union [^\n]*", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Union();

    [GeneratedRegex(@"^  [a-z]\w*\((?=\n)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Arguments();
}
