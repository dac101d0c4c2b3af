namespace Lintel.Data.Imports;

/// <summary>Turns rows and time into progress.</summary>
internal sealed class ImportPace(TimeProvider clock, int rowsBefore, int rowsTotal)
{
    private readonly long _start = clock.GetTimestamp();

    public ImportProgress At(int rowsRead)
    {
        var elapsed = clock.GetElapsedTime(_start);
        var rate = elapsed > TimeSpan.Zero ? (rowsRead - rowsBefore) / elapsed.TotalSeconds : 0;
        TimeSpan? left = rate > 0 ? TimeSpan.FromSeconds((rowsTotal - rowsRead) / rate) : null;
        return new(rowsRead, rowsTotal, rate, left);
    }
}
