namespace Lintel.Data;

/// <summary>
/// What does not matter in a search: letter case of ASCII, and whether letters, digits, signs and the space are full width or half. Both
/// databases fold their texts in the same way.
/// </summary>
internal static class SearchFolding
{
    /// <summary>The full-width forms of the characters from ! to ~.</summary>
    public const char FirstFullWidth = '！';
    public const char LastFullWidth = '～';
    public const char FullWidthSpace = '\u3000';

    /// <summary>How far full-width forms are from the ASCII characters they stand for.</summary>
    public const int Distance = FirstFullWidth - '!';

    /// <summary>A class of all full-width forms, as GLOB and regular expressions have it.</summary>
    public static string FullWidthClass { get; } = $"[{FirstFullWidth}-{LastFullWidth}{FullWidthSpace}]";

    public static string Fold(string text) => string.Create(text.Length, text, (folded, source) => Fold(source, folded));

    private static void Fold(string source, Span<char> folded)
    {
        for (var i = 0; i < source.Length; i++)
        {
            folded[i] = source[i] switch
            {
                FullWidthSpace => ' ',
                >= FirstFullWidth and <= LastFullWidth => char.ToLowerInvariant((char)(source[i] - Distance)),
                >= 'A' and <= 'Z' => char.ToLowerInvariant(source[i]),
                _ => source[i],
            };
        }
    }
}
