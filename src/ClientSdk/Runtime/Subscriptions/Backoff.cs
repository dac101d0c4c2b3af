namespace Lintel.Client.Subscriptions;

/// <summary>How long to wait before the next attempt: doubling, bounded, and partly left to chance.</summary>
internal static class Backoff
{
    private const int MostDoublings = 30;

    public static TimeSpan DelayOf(int failures, WebSocketOptions options)
    {
        var doubled = options.ReconnectDelay.TotalMilliseconds * (1L << Math.Min(failures, MostDoublings));
        var bounded = Math.Min(doubled, options.LongestReconnectDelay.TotalMilliseconds);
        // Chance only spreads clients over time; nobody gains by foreseeing it.
#pragma warning disable CA5394
        var chance = Random.Shared.NextDouble();
#pragma warning restore CA5394
        return TimeSpan.FromMilliseconds(bounded * (1 - (options.ReconnectJitter * chance)));
    }
}
