using System.Text;
using Lintel.Domain;
using Lintel.Domain.Imports;

namespace Lintel.Data.Imports;

/// <summary>
/// A text file of records that was read once from end to end: its hash, encoding, header and number of rows are known
/// before the first row is stored, so that a file that cannot be imported writes nothing.
/// </summary>
internal sealed class SourceFile : IAsyncDisposable
{
    private readonly Stream _content;
    private readonly bool _spooled;
    private readonly Encoding _encoding;
    private readonly char _delimiter;

    private SourceFile(string name, Stream content, bool spooled, string hash, Encoding encoding, char delimiter)
    {
        Name = name;
        _content = content;
        _spooled = spooled;
        Hash = hash;
        _encoding = encoding;
        _delimiter = delimiter;
    }

    public string Name { get; }

    /// <summary>SHA-256 in lower hex.</summary>
    public string Hash { get; }
    public string EncodingName => _encoding.WebName;
    public SourceHeader Header { get; private set; } = null!; // set by the scan in OpenAsync

    /// <summary>Data rows, blank lines and the header not counted.</summary>
    public int RowCount { get; private set; }

    /// <summary>Reads the file through and checks that it is a table with the given columns.</summary>
    public static async Task<Outcome<SourceFile>> OpenAsync(
        ImportFile file,
        char delimiter,
        IReadOnlyList<string> columns,
        CancellationToken cancellationToken
    )
    {
        var spooled = !file.Content.CanSeek;
        var content = spooled ? await SpoolAsync(file.Content, cancellationToken) : file.Content;
        SourceFile? opened = null;
        try
        {
            var bytes = await ByteScan.RunAsync(content, cancellationToken);
            if (bytes.Length == 0)
            {
                return new EmptyFile(file.Name);
            }

            if (bytes.IsBinary)
            {
                return new BinaryFile(file.Name);
            }

            if (TextEncoding.Detect(content, bytes.Start, bytes.IsUtf8) is not { } encoding)
            {
                return new UnknownEncoding(file.Name);
            }

            var source = new SourceFile(file.Name, content, spooled, bytes.Hash, encoding, delimiter);
            if (source.Scan(columns) is { } problem)
            {
                return problem;
            }

            opened = source;
            return opened;
        }
        finally
        {
            if (opened is null && spooled)
            {
                await content.DisposeAsync();
            }
        }
    }

    /// <summary>All data rows from the first.</summary>
    /// <exception cref="MalformedFileException">The text is no CSV from some line on.</exception>
    public IEnumerable<SourceRow> Rows() => new SourceRows(Text(), _delimiter).Rows();

    public ValueTask DisposeAsync() => _spooled ? _content.DisposeAsync() : ValueTask.CompletedTask;

    private UserError? Scan(IReadOnlyList<string> columns)
    {
        try
        {
            var rows = new SourceRows(Text(), _delimiter);
            RowCount = rows.Rows().Count();
            if (rows.Header is null)
            {
                return new EmptyFile(Name);
            }

            Header = rows.Header;
        }
        catch (MalformedFileException error)
        {
            return new MalformedFile((int)error.Line, error.Reason);
        }

        var lacking = Header.Lacking(columns);
        if (lacking.Count > 0)
        {
            return new MissingColumns(lacking, Header.Names);
        }

        return RowCount == 0 ? new EmptyFile(Name) : null;
    }

    private StreamReader Text()
    {
        _content.Position = 0;
        return new StreamReader(_content, _encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
    }

    private static async Task<Stream> SpoolAsync(Stream content, CancellationToken cancellationToken)
    {
        var spool = new FileStream(
            Path.GetTempFileName(),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 64 * 1024,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        await content.CopyToAsync(spool, cancellationToken);
        return spool;
    }
}
