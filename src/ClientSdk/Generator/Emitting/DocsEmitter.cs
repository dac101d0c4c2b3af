using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Emitting;

/// <summary>Documentation comments and attributes.</summary>
internal static class DocsEmitter
{
    public static CodeWriter Docs(this CodeWriter writer, Documentation docs)
    {
        Element(writer, "summary", docs.Summary);
        if (docs.Access is { } access)
        {
            Element(writer, "remarks", access);
        }

        if (docs.Deprecation is { } reason)
        {
            writer.Line($"[global::System.Obsolete({Literal(reason)})]");
        }

        return writer;
    }

    public static CodeWriter Summary(this CodeWriter writer, string text)
    {
        Element(writer, "summary", text);
        return writer;
    }

    public static string Literal(string text) =>
        $"\"{text.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static void Element(CodeWriter writer, string name, string text)
    {
        var lines = Escape(text).Split('\n');
        if (lines.Length == 1)
        {
            writer.Line($"/// <{name}>{lines[0]}</{name}>");
            return;
        }

        writer.Line($"/// <{name}>");
        foreach (var line in lines)
        {
            writer.Line($"/// {line}".TrimEnd());
        }

        writer.Line($"/// </{name}>");
    }

    /// <summary>Descriptions come from the schema and may hold anything; our own <c>c</c> elements stay.</summary>
    private static string Escape(string text) =>
        text.ReplaceLineEndings("\n")
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("&lt;c&gt;", "<c>", StringComparison.Ordinal)
            .Replace("&lt;/c&gt;", "</c>", StringComparison.Ordinal);
}
