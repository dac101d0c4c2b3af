namespace Lintel.Data.Imports;

/// <summary>Rows read together: those that are good, each with its row of the file, and those that are not.</summary>
internal sealed record RowBatch(
    int RowsRead,
    IReadOnlyList<(SourceRow Source, FactSheet Facts)> Good,
    IReadOnlyList<(SourceRow Source, RowProblem Problem)> Bad,
    bool IsLast
);

/// <summary>
/// Reads a file in batches. It remembers every id of the file: only the first row of an id counts,
/// wherever the others stand and however often the import was interrupted.
/// </summary>
internal sealed class BatchReader(SourceFile file, FormatReader format, int batchSize)
{
    private readonly Dictionary<string, int> _lineOfId = new(StringComparer.Ordinal);

    /// <summary>The batches after the first <paramref name="skip"/> data rows, which an earlier run has dealt with.</summary>
    public IEnumerable<RowBatch> After(int skip)
    {
        var position = 0;
        var good = new List<(SourceRow, FactSheet)>(batchSize);
        var bad = new List<(SourceRow, RowProblem)>();
        foreach (var row in file.Rows())
        {
            var (facts, problem) = Judge(row);
            position++;
            if (position <= skip)
            {
                continue;
            }

            if (facts is not null)
            {
                good.Add((row, facts));
            }
            else
            {
                bad.Add((row, problem!));
            }

            if (good.Count + bad.Count == batchSize || position == file.RowCount)
            {
                yield return new(good.Count + bad.Count, good, bad, position == file.RowCount);
                good = new(batchSize);
                bad = [];
            }
        }
    }

    private RowReading<FactSheet> Judge(SourceRow row)
    {
        if (row.Defect is not null)
        {
            return new(Row: null, row.Defect);
        }

        var reading = format.Read(row);
        if (reading.Row is null || _lineOfId.TryAdd(reading.Row.ExternalId, row.LineNumber))
        {
            return reading;
        }

        var first = _lineOfId[reading.Row.ExternalId];
        return new(
            Row: null,
            new RowProblem(QuarantineCodes.DuplicateId, $"The id {reading.Row.ExternalId} stands on line {first} already.", format.Format.Id.Column)
        );
    }
}
