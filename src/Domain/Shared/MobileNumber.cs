using System.Text.RegularExpressions;

namespace Lintel.Domain;

/// <summary>A mobile number of mainland China: 11 digits, the first 1, the second 3 to 9 (product.md B1).</summary>
public static partial class MobileNumber
{
    [GeneratedRegex(@"^1[3-9][0-9]{9}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Pattern { get; }

    public static bool IsValid(string? text) => text is not null && Pattern.IsMatch(text);
}
