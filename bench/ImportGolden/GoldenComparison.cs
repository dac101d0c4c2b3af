using System.Diagnostics;
using System.Globalization;
using Lintel.Data.Imports;
using Lintel.Domain;
using Lintel.Domain.Imports;
using Lintel.Domain.Listings;
using Microsoft.EntityFrameworkCore;

namespace Lintel.ImportGolden;

/// <summary>One import, read back and compared; then the same import again, which must add nothing.</summary>
internal sealed class GoldenComparison(FreshDatabase database, string raw, string golden, string format, string? communities)
{
    private const int MostShown = 20;
    private readonly List<string> _differences = [];
    private readonly SortedSet<string> _compared = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _notStored = new(StringComparer.Ordinal);
    private int _rows;
    private long _values;

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        Say($"database     {database.Provider}");
        if (communities is not null)
        {
            await ImportAsync(communities, "lianjia-communities", cancellationToken);
        }

        var first = await ImportAsync(raw, format, cancellationToken);
        await CompareAsync(first, cancellationToken);
        Say($"rows         {_rows} compared, {_values} values");
        Say($"columns      {string.Join(" ", _compared)}");
        Say($"not stored   {string.Join(" ", _notStored)}");
        foreach (var difference in _differences.Take(MostShown))
        {
            Say($"  {difference}");
        }

        Say($"differences  {_differences.Count}");
        var again = await ImportAsync(raw, format, cancellationToken);
        Say($"second run   added {again.RowsAdded}");
        return _differences.Count == 0 && again.RowsAdded == 0;
    }

    private async Task<ImportRun> ImportAsync(string path, string name, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var codes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var file = ImportFile.Open(path);
        await using var content = file.Content;
        var outcome = await database.Import.RunAsync(
            file,
            name,
            officeCode: "F",
            database.Actor,
            quarantined: row => codes[row.Code] = codes.GetValueOrDefault(row.Code) + 1,
            cancellationToken: cancellationToken
        );
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", outcome.Errors));
        }

        var run = outcome.Value;
        Say(
            $"import       {file.Name} ({run.Encoding}): {run.RowsRead} read, {run.RowsAdded} added, "
                + $"{run.RowsUnchanged} unchanged, {run.RowsQuarantined} quarantined "
                + $"[{string.Join(", ", codes.Select(code => $"{code.Key} {code.Value}"))}] "
                + $"in {watch.Elapsed.TotalSeconds:0.0} s"
        );
        return run;
    }

    private async Task CompareAsync(ImportRun run, CancellationToken cancellationToken)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(cancellationToken);
        var stored = await db
            .Listings.AsNoTracking()
            .Include(listing => listing.Community)
            .ToDictionaryAsync(listing => listing.SourceKey!, StringComparer.Ordinal, cancellationToken);
        var quarantined = await db
            .QuarantinedRows.AsNoTracking()
            .Where(row => row.ImportRunId == run.Id)
            .ToDictionaryAsync(row => row.RowNumber, row => row.Code, cancellationToken);
        foreach (var row in GoldenFile.Rows(golden))
        {
            var line = int.Parse(row["src_row"], CultureInfo.InvariantCulture);
            if (line <= run.RowsRead + 1)
            {
                Compare(line, row, run, stored, quarantined);
            }
        }

        foreach (var listing in stored.Values)
        {
            _differences.Add($"{listing.SourceKey} is stored and in no row of the golden file");
        }

        // What the golden file leaves out altogether is a header repeated in mid-file, and nothing else.
        _differences.AddRange(
            quarantined
                .Where(row => row.Value != "REPEATED_HEADER")
                .Select(row => $"line {row.Key} is quarantined as {row.Value} and should be stored")
        );
    }

    private void Compare(
        int line,
        Dictionary<string, string> row,
        ImportRun run,
        Dictionary<string, Listing> stored,
        Dictionary<int, string> quarantined
    )
    {
        _rows++;
        var reason =
            row.GetValueOrDefault("is_duplicate_id") == "1" ? "DUPLICATE_ID"
            : row.GetValueOrDefault("price_check_ok") == "0" ? "SHIFTED_COLUMNS"
            : null;
        if (reason is not null)
        {
            if (!quarantined.Remove(line, out var code) || code != reason)
            {
                _differences.Add($"line {line} should be quarantined as {reason}, is {code}");
            }

            return;
        }

        // The 2018 file has no ids: its index counts the data rows from 0.
        var id = row.GetValueOrDefault("external_id") ?? (line - 2).ToString(CultureInfo.InvariantCulture);
        if (!stored.Remove($"{format}:{id}", out var listing))
        {
            _differences.Add($"line {line}: {id} is not stored");
            return;
        }

        var importedOn = OfficeCalendar.DateAt(run.StartedAt);
        foreach (var (column, value) in row)
        {
            var actual = StoredRow.Value(column, listing, listing.Community, importedOn);
            if (actual is null)
            {
                _notStored.Add(column);
                continue;
            }

            _compared.Add(column);
            _values++;
            var expected = StoredRow.Expected(column, value);
            if (StoredRow.Expected(column, actual) != expected)
            {
                _differences.Add($"line {line} {column}: stored {actual}, golden {expected}");
            }
        }
    }

    private static void Say(string line) => Console.WriteLine(line);
}
