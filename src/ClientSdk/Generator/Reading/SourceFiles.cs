using System.Text;

namespace Lintel.Client.Generator.Reading;

/// <summary>A text with the name it is reported under; line ends are <c>\n</c>.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public static SourceFile Read(string path) => Of(path, File.ReadAllText(path));

    public static SourceFile Of(string path, string text) => new(path, text.ReplaceLineEndings("\n").TrimStart('\uFEFF'));

    public Diagnostic At(string id, string message, int offset)
    {
        var before = Text.AsSpan(0, offset);
        return new Diagnostic(id, message, Path, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    public int LineCount => Text.Count(c => c == '\n') + 1;
}

/// <summary>
/// Several files as one text, so that one document is validated and emitted while every position
/// still leads to the line and column of the file it came from.
/// </summary>
internal sealed class JoinedSource
{
    private readonly List<(int FirstLine, SourceFile File)> _files = [];

    public JoinedSource(IEnumerable<SourceFile> files)
    {
        var text = new StringBuilder();
        var line = 1;
        foreach (var file in files)
        {
            _files.Add((line, file));
            text.Append(file.Text).Append('\n');
            line += file.LineCount;
        }

        Text = text.ToString();
    }

    public string Text { get; }

    /// <summary>The file that an offset of the joined text lies in.</summary>
    public SourceFile FileAt(int offset)
    {
        var line = Text.AsSpan(0, offset).Count('\n') + 1;
        return _files.FindLast(entry => entry.FirstLine <= line).File;
    }

    public Diagnostic At(string id, string message, int line, int column)
    {
        var (firstLine, file) = _files.FindLast(entry => entry.FirstLine <= line);
        return new Diagnostic(id, message, file.Path, line - firstLine + 1, column);
    }
}
