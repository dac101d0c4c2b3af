namespace Lintel.Data.Imports;

/// <summary>How one import is to run.</summary>
public sealed record ImportOptions
{
    /// <summary>Rows that are read and stored in one transaction; also how often progress is reported.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <summary>Reads and checks everything, writes nothing.</summary>
    public bool DryRun { get; init; }
}

/// <summary>How far an import is, reported after every batch.</summary>
/// <param name="RowsRead">Data rows read so far, those of an interrupted run before this one included.</param>
/// <param name="RowsTotal">Data rows of the file.</param>
/// <param name="RowsPerSecond">The rate of this run, its resumed part not counted.</param>
/// <param name="TimeLeft">What remains at that rate; null before it is known.</param>
public sealed record ImportProgress(int RowsRead, int RowsTotal, double RowsPerSecond, TimeSpan? TimeLeft);
