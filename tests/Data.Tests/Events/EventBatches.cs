namespace Lintel.Data.Tests.Events;

/// <summary>Batches as the events in them.</summary>
internal static class EventBatches
{
    public static async IAsyncEnumerable<LoggedEvent> Each(this IAsyncEnumerable<EventBatch> batches)
    {
        await foreach (var batch in batches)
        {
            foreach (var logged in batch.Events)
            {
                yield return logged;
            }
        }
    }
}
