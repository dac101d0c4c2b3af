using Lintel.Client;
using Lintel.Client.Subscriptions;

namespace Lintel.ClientSdk.Tests.Runtime;

public sealed class BackoffTests
{
    [Fact]
    public void Waits_double_up_to_the_longest()
    {
        var options = new WebSocketOptions { ReconnectJitter = 0 };

        var waits = Enumerable.Range(0, 9).Select(failures => Backoff.DelayOf(failures, options).TotalSeconds);

        Assert.Equal([0.25, 0.5, 1, 2, 4, 8, 16, 30, 30], waits);
    }

    [Fact]
    public void Chance_only_shortens_a_wait_and_never_below_its_share()
    {
        var options = new WebSocketOptions { ReconnectJitter = 0.5 };

        var waits = Enumerable.Range(0, 1_000).Select(_ => Backoff.DelayOf(2, options).TotalSeconds).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, 0.5, 1));
    }
}
