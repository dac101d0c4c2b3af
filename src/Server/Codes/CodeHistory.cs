using Lintel.Schema.Releasing;

namespace Lintel.Server.Codes;

/// <summary>Since when there is which code, from the releases that have it.</summary>
internal sealed class CodeHistory(IReadOnlyList<Release> releases)
{
    /// <summary>Of what no release has yet.</summary>
    public const string Unreleased = "unreleased";

    /// <summary>The first release that has a code.</summary>
    public string Since(string code) =>
        releases.FirstOrDefault(release => release.Codes.Contains(code, StringComparer.Ordinal))?.Version.ToString() ?? Unreleased;

    /// <summary>Codes that a release had and that are gone, with the first release without them.</summary>
    public IReadOnlyList<(string Code, string Since, string Gone)> Retired(IReadOnlyCollection<string> declared) =>
        [
            .. Known
                .Where(code => !declared.Contains(code, StringComparer.Ordinal))
                .Select(code =>
                    (code, Since(code), releases.FirstOrDefault(release => IsWithoutIt(release, code))?.Version.ToString() ?? Unreleased)
                ),
        ];

    /// <summary>Codes that are used though a release retired them.</summary>
    public IReadOnlyList<string> Reused(IReadOnlyCollection<string> declared) =>
        [.. Known.Where(code => declared.Contains(code, StringComparer.Ordinal) && releases.Any(release => IsWithoutIt(release, code)))];

    private IEnumerable<string> Known => releases.SelectMany(release => release.Codes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private bool IsWithoutIt(Release release, string code) =>
        !release.Codes.Contains(code, StringComparer.Ordinal)
        && releases.Any(earlier => earlier.Version < release.Version && earlier.Codes.Contains(code, StringComparer.Ordinal));
}
