using Lintel.Client;
using Lintel.ClientSdk.Tests.Graph;

namespace Lintel.ClientSdk.Tests.Runtime;

/// <summary>Watched queries over the store of entities.</summary>
public sealed class StoreTests
{
    private const string Listed = """
        {"data":{"listings":{"totalCount":1,"nodes":[{"id":"l1","listPrice":5,"stage":"INTENT","agent":{"name":"王"}}],
        "pageInfo":{"hasNextPage":false,"endCursor":null}}}}
        """;

    [Fact]
    public async Task A_mutation_is_told_to_the_queries_that_show_its_entity()
    {
        await using var server = await ScriptedServer.StartAsync();
        server
            .Answer("""{"data":{"node":{"__typename":"Listing","id":"l1","stage":"INTENT"}}}""")
            .Answer("""{"data":{"node":{"__typename":"Listing","id":"l1","stage":"DONE"}}}""");
        var client = server.Client();
        using var seen = new Seen<GetNodeResult>(client.GetNode.Watch("l1"));
        await seen.NextAsync();

        // Another query learns of it, and nobody asks the first one again.
        await client.GetNode.ExecuteAsync("l1");
        await seen.NextAsync();

        Assert.Equal([Stage.Intent, Stage.Done], seen.All.Select(result => ((GetNode_Node_Listing)result.Data!.Node!).Stage.Value));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_entity_is_the_same_in_every_query()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer(Listed).Answer("""{"data":{"node":{"__typename":"Listing","id":"l1","stage":"DONE"}}}""");
        var client = server.Client();
        using var seen = new Seen<GetListingsResult>(client.GetListings.Watch(first: 1));
        await seen.NextAsync();

        await client.GetNode.ExecuteAsync("l1");
        await seen.NextAsync();

        var node = seen.All[1].EnsureNoErrors().Listings!.Nodes[0];
        Assert.Equal((Stage.Done, 5m, "王"), (node.Stage.Value, node.ListPrice, node.Agent?.Name));
    }

    [Fact]
    public async Task What_changes_nothing_shown_is_not_told()
    {
        await using var server = await ScriptedServer.StartAsync();
        server
            .Answer(Listed)
            .Answer("""{"data":{"node":{"__typename":"Listing","id":"l2","stage":"DONE"}}}""")
            .Answer("""{"data":{"node":{"__typename":"Listing","id":"l1","stage":"INTENT"}}}""")
            .Answer("""{"data":{"node":{"__typename":"Listing","id":"l1","stage":"DONE"}}}""");
        var client = server.Client();
        using var seen = new Seen<GetListingsResult>(client.GetListings.Watch(first: 1));
        await seen.NextAsync();

        await client.GetNode.ExecuteAsync("l2");
        await client.GetNode.ExecuteAsync("l1");
        await client.GetNode.ExecuteAsync("l1");
        await seen.NextAsync();

        Assert.Equal(2, seen.All.Count);
    }

    [Theory]
    [InlineData(ExecutionStrategy.CacheFirst, 1, 1)]
    [InlineData(ExecutionStrategy.CacheAndNetwork, 2, 2)]
    [InlineData(ExecutionStrategy.NetworkOnly, 1, 2)]
    public async Task A_strategy_says_where_the_first_result_comes_from(ExecutionStrategy strategy, int results, int requests)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer(Listed).Answer(Listed);
        var client = server.Client();
        using var first = new Seen<GetListingsResult>(client.GetListings.Watch(first: 1));
        await first.NextAsync();

        using var second = new Seen<GetListingsResult>(client.GetListings.Watch(first: 1, strategy: strategy));
        for (var i = 0; i < results; i++)
        {
            await second.NextAsync();
        }

        Assert.Equal(results, second.All.Count);
        Assert.Equal(requests, server.Requests.Count);
        Assert.All(second.All, result => Assert.Equal("l1", result.EnsureNoErrors().Listings!.Nodes[0].Id));
    }

    [Fact]
    public async Task Other_arguments_are_another_answer()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer(Listed).Answer("""{"data":{"listings":null}}""");
        var client = server.Client();
        using var one = new Seen<GetListingsResult>(client.GetListings.Watch(first: 1));
        await one.NextAsync();
        using var other = new Seen<GetListingsResult>(client.GetListings.Watch(first: 2));
        await other.NextAsync();

        Assert.NotNull(one.All[0].Data!.Listings);
        Assert.Null(other.All[0].Data!.Listings);
        Assert.Single(one.All);
    }

    [Fact]
    public async Task Errors_are_told_and_not_kept()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer("""{"errors":[{"message":"No."}],"data":{"listings":null}}""").Answer(Listed);
        var client = server.Client();
        using var one = new Seen<GetListingsResult>(client.GetListings.Watch(first: 1));
        await one.NextAsync();
        using var other = new Seen<GetListingsResult>(client.GetListings.Watch(first: 1));
        await other.NextAsync();

        Assert.Single(one.All[0].Errors);
        Assert.Empty(other.All[0].Errors);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task The_store_stays_within_its_bound_and_keeps_what_is_shown()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer("""{"data":{"node":{"__typename":"Listing","id":"shown","stage":"INTENT"}}}""");
        for (var i = 0; i < 50; i++)
        {
            server.Answer($$$$"""{"data":{"node":{"__typename":"Listing","id":"l{{{{i}}}}","stage":"DONE"}}}""");
        }

        server.Answer("""{"data":{"node":{"__typename":"Listing","id":"shown","stage":"DONE"}}}""");
        var client = server.Client(builder => builder.ConfigureStore(store => store.MostRecords = 10));
        using var seen = new Seen<GetNodeResult>(client.GetNode.Watch("shown"));
        await seen.NextAsync();
        for (var i = 0; i < 50; i++)
        {
            await client.GetNode.ExecuteAsync($"l{i}");
        }

        await client.GetNode.ExecuteAsync("shown");
        await seen.NextAsync();

        Assert.Equal(Stage.Done, ((GetNode_Node_Listing)seen.All[1].Data!.Node!).Stage.Value);
    }

    [Fact]
    public async Task An_item_of_a_subscription_is_told_to_the_queries_that_show_its_entity()
    {
        await using var server = await ScriptedServer.StartAsync();
        server
            .Answer("""{"data":{"node":{"__typename":"Deal","id":"d1","stage":"INTENT"}}}""")
            .OnSocket(async socket =>
            {
                await socket.GreetAsync();
                await socket.NextAsync("""{"dealAlerts":{"__typename":"DealAlert","position":"1","deal":{"id":"d1","stage":"DONE"}}}""");
                await socket.CompleteAsync();
            });
        var client = server.Client();
        using var seen = new Seen<GetDealResult>(client.GetDeal.Watch("d1"));
        await seen.NextAsync();

        await foreach (var _ in client.OnDealStream.SubscribeAsync()) { }

        await seen.NextAsync();
        Assert.Equal([Stage.Intent, Stage.Done], seen.All.Select(result => ((GetDeal_Node_Deal)result.Data!.Node!).Stage.Value));
    }

    [Fact]
    public async Task After_disposal_nothing_more_is_told()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer(Listed).Answer("""{"data":{"node":{"__typename":"Listing","id":"l1","stage":"DONE"}}}""");
        var client = server.Client();
        var seen = new Seen<GetListingsResult>(client.GetListings.Watch(first: 1));
        await seen.NextAsync();

        seen.Dispose();
        await client.GetNode.ExecuteAsync("l1");

        Assert.Single(seen.All);
    }

    private sealed class Seen<T> : IObserver<IOperationResult<T>>, IDisposable
        where T : class
    {
        private readonly SemaphoreSlim _arrived = new(0);
        private readonly IDisposable _subscription;

        public Seen(IObservable<IOperationResult<T>> source) => _subscription = source.Subscribe(this);

        public List<IOperationResult<T>> All { get; } = [];

        public Task NextAsync() => _arrived.WaitAsync().WaitAsync(TimeSpan.FromSeconds(20));

        public void OnNext(IOperationResult<T> value)
        {
            All.Add(value);
            _arrived.Release();
        }

        public void OnError(Exception error) => throw error;

        public void OnCompleted() { }

        public void Dispose() => _subscription.Dispose();
    }
}
