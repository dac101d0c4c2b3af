using System.Diagnostics;

namespace Lintel.Streams;

internal static class Waiting
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    /// <summary>True once it is so; false where it was not in time.</summary>
    public static async Task<bool> UntilAsync(Func<bool> isSo, TimeSpan patience, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (!isSo())
        {
            if (waited.Elapsed > patience)
                return false;
            await Task.Delay(BetweenLooks, stop);
        }

        return true;
    }
}
