using System.Text;
using CsvHelper;

namespace Lintel.Data.Imports;

/// <summary>The text is no CSV from <paramref name="line"/> on.</summary>
internal sealed class MalformedFileException(long line, string reason, Exception? inner = null) : Exception($"Line {line}: {reason}", inner)
{
    public long Line { get; } = line;
    public string Reason { get; } = reason;
}

/// <summary>The records of a CSV text, each with the line it starts on; blank lines are skipped.</summary>
internal sealed class SourceRows(TextReader text, char delimiter)
{
    // A quote that is never closed would otherwise read the rest of the file into one value.
    private const int LargestRecordBytes = 256 * 1024;

    private CsvMalformedRecord? _malformed;

    /// <summary>The first record; null until it was read.</summary>
    public SourceHeader? Header { get; private set; }

    /// <summary>Reads the header, then yields every data row.</summary>
    /// <exception cref="MalformedFileException">A quote is never closed.</exception>
    public IEnumerable<SourceRow> Rows()
    {
        using var reader = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                Separator = delimiter,
                HasHeader = false,
                TrackLineNumbers = true,
                MaxRecordSize = LargestRecordBytes,
                OnMalformedRecord = record => _malformed = record,
            },
            leaveOpen: false
        );
        while (Next(reader))
        {
            var fields = new string[reader.FieldCount];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = reader.GetString(i);
            }

            if (fields.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (Header is null)
            {
                Header = new SourceHeader(fields);
                continue;
            }

            yield return new SourceRow(
                (int)reader.LineNumber,
                fields,
                // PostgreSQL stores every character but this one.
                Encoding.UTF8.GetString(reader.RawRecord).Replace('\0', '\uFFFD'),
                Header,
                Defect(fields, Header)
            );
        }
    }

    private bool Next(CsvReader reader)
    {
        const string NeverClosed = "a quote that opens here is never closed.";
        _malformed = null;
        try
        {
            var more = reader.Read();
            return _malformed?.Reason == CsvMalformedReason.UnterminatedQuote
                ? throw new MalformedFileException(_malformed.Value.LineNumber, NeverClosed)
                : more;
        }
        catch (CsvFormatException error)
        {
            throw new MalformedFileException(error.LineNumber, NeverClosed, error);
        }
    }

    private RowProblem? Defect(string[] fields, SourceHeader header)
    {
        if (_malformed is not null)
        {
            return new(QuarantineCodes.MalformedRow, "A quote stands where none may stand.", Column: null);
        }

        if (fields.Length != header.Names.Length)
        {
            return new(QuarantineCodes.WrongColumnCount, $"The row has {fields.Length} columns, the header {header.Names.Length}.", Column: null);
        }

        if (fields.Any(field => field.AsSpan().ContainsAny('\uFFFD', '\0')))
        {
            return new(QuarantineCodes.UnreadableCharacters, "Some bytes are no characters of the file's encoding.", Column: null);
        }

        return header.IsRepeatedIn(fields) ? new(QuarantineCodes.RepeatedHeader, "The header stands here again.", Column: null) : null;
    }
}
