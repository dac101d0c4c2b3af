using Lintel.Client;
using Lintel.ClientSdk.Live.Tests.Graph;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>The subscriptions of Operations/ against the server, over sockets and event streams.</summary>
[Collection(LiveServerCollection.Name)]
public sealed class SubscriptionTests(LiveServer server)
{
    [Theory]
    [InlineData(SubscriptionTransport.WebSocket)]
    [InlineData(SubscriptionTransport.EventStream)]
    public async Task A_snapshot_tells_every_deal_as_a_query_does(SubscriptionTransport transport)
    {
        var expected = await DealsAsync();
        var client = LiveClients.Of(server, "integrator-east", builder => builder.ConfigureWebSocketClient(options => options.Transport = transport));
        var told = new Dictionary<string, (string Number, string Stage, decimal Price, long Version)>(StringComparer.Ordinal);

        await foreach (var result in client.SubscriptionSnapshot.SubscribeAsync(snapshot: true).Take(expected.Count))
        {
            var gained = Assert.IsType<SubscriptionSnapshot_DealAlerts_VisibilityGained>(result.EnsureNoErrors().DealAlerts);
            var deal = Assert.IsAssignableFrom<IMirroredDeal>(gained.Node);
            told.Add(deal.Id, (deal.DealNumber, deal.Stage.Name, deal.Price, deal.Version));
        }

        Assert.Equal(expected.OrderBy(one => one.Key, StringComparer.Ordinal), told.OrderBy(one => one.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(SubscriptionTransport.WebSocket)]
    [InlineData(SubscriptionTransport.EventStream)]
    public async Task What_happens_is_told_with_its_place(SubscriptionTransport transport)
    {
        var client = LiveClients.Of(server, "closing-gao", builder => builder.ConfigureWebSocketClient(options => options.Transport = transport));
        var sequence = await new DealTasks(server).CompleteOneAsync();

        await foreach (
            var result in client.SubscriptionAlerts.SubscribeAsync(after: (sequence - 1).ToString(System.Globalization.CultureInfo.InvariantCulture))
        )
        {
            var alert = Assert.IsType<SubscriptionAlerts_DealAlerts_DealAlert>(result.EnsureNoErrors().DealAlerts);
            Assert.Equal(sequence, alert.Sequence);
            Assert.Equal(sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), alert.Position);
            Assert.NotNull(alert.Deal);
            Assert.Equal(DealAlertKind.TaskCompleted, alert.Kind.Value);
            break;
        }
    }

    private async Task<Dictionary<string, (string Number, string Stage, decimal Price, long Version)>> DealsAsync()
    {
        var deals = await ServerDeals.OfAsync(server, "integrator-east");
        return deals.ToDictionary(deal => deal.Id, deal => (deal.DealNumber, deal.Stage, deal.Price, deal.Version), StringComparer.Ordinal);
    }
}
