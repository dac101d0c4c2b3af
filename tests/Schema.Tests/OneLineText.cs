namespace Lintel.Schema.Tests;

/// <summary>Lets an expected answer be written over several lines.</summary>
internal static class OneLineText
{
    /// <summary>The text without its line breaks and indents.</summary>
    public static string OneLine(this string text) => string.Concat(text.Split('\n').Select(line => line.Trim()));
}
