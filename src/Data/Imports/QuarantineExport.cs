using System.Globalization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Imports;

/// <summary>Writes the rows an import set aside as CSV, for a person to correct in a spreadsheet.</summary>
public sealed class QuarantineExport(IDbContextFactory<LintelDbContext> databases)
{
    private static readonly string[] Columns = ["row_number", "code", "column", "message", "raw_text"];

    // What the file says may start with = or @; a spreadsheet must show it, not run it.
    private static readonly CsvWriterOptions Csv = new() { Injection = CsvInjection.Escape };

    /// <summary>Writes as UTF-8 with a byte order mark, which spreadsheets need to show Chinese; the stream stays open.</summary>
    /// <inheritdoc cref="WriteAsync(Guid, TextWriter, CancellationToken)"/>
    public async Task<int> WriteAsync(Guid importRunId, Stream destination, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(destination, Csv with { WriteByteOrderMark = true }, leaveOpen: true);
        return await WriteAsync(importRunId, csv, cancellationToken);
    }

    /// <summary>Writes all rows of a run in the order of the file and returns their number. The caller has checked that the run may be seen.</summary>
    public async Task<int> WriteAsync(Guid importRunId, TextWriter destination, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(destination, Csv, leaveOpen: true);
        return await WriteAsync(importRunId, csv, cancellationToken);
    }

    private async Task<int> WriteAsync(Guid importRunId, CsvWriter csv, CancellationToken cancellationToken)
    {
        await csv.WriteRecordAsync(Columns, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = db.QuarantinedRows.AsNoTracking().Where(row => row.ImportRunId == importRunId).OrderBy(row => row.RowNumber).AsAsyncEnumerable();
        var count = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await csv.WriteRecordAsync(
                [row.RowNumber.ToString(CultureInfo.InvariantCulture), row.Code, row.Column ?? "", row.Message, row.RawText],
                cancellationToken
            );
            count++;
        }

        return count;
    }
}
