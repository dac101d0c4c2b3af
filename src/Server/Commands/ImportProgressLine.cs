using System.Globalization;
using Lintel.Data.Imports;

namespace Lintel.Server.Commands;

/// <summary>One line that is written over on a terminal, and one line per report in a log.</summary>
internal sealed class ImportProgressLine(TextWriter output, bool onTerminal) : IProgress<ImportProgress>
{
    private const string ToLineStart = "\r\e[2K";
    private bool _open;

    public void Report(ImportProgress value)
    {
        var left = value.TimeLeft is { } time ? $", {Math.Ceiling(time.TotalSeconds):0} s left" : "";
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{value.RowsRead:N0} of {value.RowsTotal:N0} rows, {value.RowsPerSecond:N0} rows/s{left}"
        );
        if (onTerminal)
            output.Write(ToLineStart + line);
        else
            output.WriteLine(line);
        _open = onTerminal;
    }

    public void Finish()
    {
        if (_open)
            output.WriteLine();
    }
}
