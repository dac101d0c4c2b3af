using Lintel.Client;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>A page with everything that hangs on its rows is one request; the server counts.</summary>
[Collection(LiveServerCollection.Name)]
public sealed class RequestCountTests(LiveServer server)
{
    [Fact]
    public async Task A_page_of_100_listings_with_community_agent_store_and_photos_is_one_request()
    {
        var marked = new Uri(server.Address, "?counted=one-page");
        var (client, answers) = LiveClients.Recorded(server, "agent-li", builder => builder.ConfigureHttpClient(http => http.BaseAddress = marked));

        var page = (await client.ListingsWithRelations.ExecuteAsync(first: 100)).EnsureNoErrors().Listings;

        // All of it is read, not only fetched.
        Assert.Equal(100, page.Nodes.Count);
        Assert.All(page.Nodes, listing => Assert.NotEmpty(listing.Community!.Name));
        Assert.All(page.Nodes, listing => Assert.NotEmpty(listing.ListAgent!.Store!.OfficeName));
        Assert.All(page.Nodes, listing => Assert.Equal(listing.ListAgent!.Store!.Id, listing.ListOffice!.Id));
        Assert.NotEmpty(page.Nodes.SelectMany(listing => listing.Media));
        Assert.Empty(AnswerComparison.Differences(new { Listings = page }, answers.All[0].Answer.GetProperty("data")));
        Assert.Equal($"POST {marked}", Assert.Single(await server.RequestsWithAsync("counted=one-page")));
    }

    [Fact]
    public async Task Two_pages_are_two_requests()
    {
        var marked = new Uri(server.Address, "?counted=two-pages");
        var client = LiveClients.Of(server, "agent-li", builder => builder.ConfigureHttpClient(http => http.BaseAddress = marked));

        await foreach (var page in client.Rows.PagesAsync(first: 100).Take(2))
        {
            Assert.Equal(100, page.Listings.Nodes.Count);
        }

        Assert.Equal(2, (await server.RequestsWithAsync("counted=two-pages")).Count);
    }
}
