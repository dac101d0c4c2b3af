using System.Text.Json;
using Lintel.Client;
using Lintel.ClientSdk.Tests.Graph;

namespace Lintel.ClientSdk.Tests.Runtime;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task The_token_goes_with_the_greeting_and_events_arrive_in_order()
    {
        await using var server = await ScriptedServer.StartAsync();
        var greeting = new TaskCompletionSource<(JsonElement Init, JsonElement Subscribe)>();
        server.OnSocket(async socket =>
        {
            greeting.SetResult(await socket.GreetAsync());
            await socket.NextAsync("""{"dealAlerts":{"__typename":"DealAlert","sequence":5,"deal":{"id":"d1","stage":"DONE"}}}""");
            await socket.NextAsync("""{"dealAlerts":{"__typename":"VisibilityLost","sequence":6,"resourceId":"d2"}}""");
            await socket.NextAsync("""{"dealAlerts":{"__typename":"Newer","sequence":9}}""");
            await socket.CompleteAsync();
            await socket.ReceiveAsync();
        });

        var items = await ReadAsync(server.Client(builder => builder.UseToken("abc")).OnDealAlert.SubscribeAsync(after: "4"));

        Assert.Equal(("DealAlert", 5L), (items[0].TypeName, items[0].Sequence));
        Assert.Equal("d2", Assert.IsType<OnDealAlert_DealAlerts_VisibilityLost>(items[1]).ResourceId);
        Assert.Equal(("Newer", 9L), (Assert.IsType<OnDealAlert_DealAlerts_Unknown>(items[2]).TypeName, items[2].Sequence));
        var (init, subscribe) = await greeting.Task;
        Assert.Equal("""{"type":"connection_init","payload":{"authorization":"Bearer abc"}}""", init.GetRawText());
        Assert.Equal("""{"after":"4"}""", subscribe.GetProperty("payload").GetProperty("variables").GetRawText());
    }

    [Fact]
    public async Task A_broken_connection_is_resumed_behind_the_last_event_and_repeats_are_dropped()
    {
        await using var server = await ScriptedServer.StartAsync();
        List<string> positions = [];
        var secondIsRead = new TaskCompletionSource();
        server
            .OnSocket(async socket =>
            {
                await SubscribedAsync(socket, positions);
                await socket.NextAsync(Lost(1));
                await socket.NextAsync(Lost(1));
                await socket.NextAsync(Lost(2));
                await secondIsRead.Task;
                socket.Drop();
            })
            .OnSocket(async socket =>
            {
                await SubscribedAsync(socket, positions);
                await socket.CloseAsync(1001, "restarting");
            })
            .OnSocket(async socket =>
            {
                await SubscribedAsync(socket, positions);
                await socket.NextAsync(Lost(2));
                await socket.NextAsync(Lost(3));
                await socket.CloseAsync(4413, "too slow");
            })
            .OnSocket(async socket =>
            {
                await SubscribedAsync(socket, positions);
                await socket.NextAsync(Lost(4));
                await socket.CompleteAsync();
            });

        List<long?> sequences = [];
        await foreach (var result in server.Client().OnDealAlert.SubscribeAsync())
        {
            sequences.Add(result.EnsureNoErrors().DealAlerts.Sequence);
            if (sequences.Count == 2)
            {
                secondIsRead.SetResult();
            }
        }

        Assert.Equal([1L, 2L, 3L, 4L], sequences);
        Assert.Equal(["{}", """{"after":"2"}""", """{"after":"2"}""", """{"after":"3"}"""], positions);
    }

    [Fact]
    public async Task Twenty_crashes_lose_and_repeat_nothing()
    {
        await using var server = await ScriptedServer.StartAsync();
        for (var crash = 0; crash < 20; crash++)
        {
            server.OnSocket(async socket =>
            {
                var (_, subscribe) = await socket.GreetAsync();
                var after = After(subscribe);
                // One that the client has, three that it has not, then silence.
                for (var sequence = after; sequence < after + 4; sequence++)
                {
                    await socket.NextAsync(Lost(sequence));
                }

                socket.Drop();
            });
        }

        server.OnSocket(async socket =>
        {
            var (_, subscribe) = await socket.GreetAsync();
            for (var sequence = After(subscribe); sequence <= 100; sequence++)
            {
                await socket.NextAsync(Lost(sequence));
            }

            await socket.CompleteAsync();
        });

        var items = await ReadAsync(server.Client().OnDealAlert.SubscribeAsync(after: "1"));

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long?)i), items.Select(item => item.Sequence));
    }

    [Fact]
    public async Task Pings_are_answered()
    {
        await using var server = await ScriptedServer.StartAsync();
        var answer = new TaskCompletionSource<JsonElement>();
        server.OnSocket(async socket =>
        {
            await socket.GreetAsync();
            await socket.SendAsync("""{"type":"ping"}""");
            answer.SetResult(await socket.ReceiveAsync());
            await socket.SendAsync("""{"type":"invented","payload":{}}""");
            await socket.CompleteAsync();
        });

        await ReadAsync(server.Client().OnDealAlert.SubscribeAsync());

        Assert.Equal("""{"type":"pong"}""", (await answer.Task).GetRawText());
    }

    [Fact]
    public async Task A_refused_operation_ends_the_stream_with_its_errors()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.OnSocket(async socket =>
        {
            await socket.GreetAsync();
            await socket.SendAsync("""{"id":"1","type":"error","payload":[{"message":"No.","extensions":{"code":"FORBIDDEN"}}]}""");
        });

        List<IOperationResult<OnDealAlertResult>> results = [];
        await foreach (var result in server.Client().OnDealAlert.SubscribeAsync())
        {
            results.Add(result);
        }

        Assert.Equal("FORBIDDEN", Assert.Single(Assert.Single(results).Errors).Code);
    }

    [Theory]
    [InlineData(4400)]
    [InlineData(4401)]
    [InlineData(4406)]
    [InlineData(4409)]
    [InlineData(4429)]
    public async Task A_refusal_for_good_throws_at_once(int code)
    {
        await using var server = await ScriptedServer.StartAsync();
        server
            .OnSocket(socket => socket.CloseAsync(code, "no"))
            .OnSocket(_ => throw new InvalidOperationException("There must be no second attempt."));

        var thrown = await Assert.ThrowsAsync<GraphQLClientException>(() => ReadAsync(server.Client().OnDealAlert.SubscribeAsync()));

        Assert.Equal($"{code}", Assert.Single(thrown.Errors).Code);
    }

    [Fact]
    public async Task A_token_that_ran_out_is_renewed_once_and_then_given_up()
    {
        await using var server = await ScriptedServer.StartAsync();
        List<string> tokens = [];
        async Task Greeted(ScriptedSocket socket) =>
            tokens.Add((await socket.ReceiveAsync()).GetProperty("payload").GetProperty("authorization").GetString()!);
        server
            .OnSocket(async socket =>
            {
                await Greeted(socket);
                await socket.CloseAsync(4403, "expired");
            })
            .OnSocket(async socket =>
            {
                await Greeted(socket);
                await socket.SendAsync("""{"type":"connection_ack"}""");
                await socket.ReceiveAsync();
                await socket.NextAsync(Lost(1));
                await socket.CloseAsync(4403, "expired");
            })
            .OnSocket(async socket =>
            {
                await Greeted(socket);
                await socket.CloseAsync(4403, "revoked");
            });
        var client = server.Client(builder => builder.UseTokenProvider(_ => new CountedTokens()));

        List<long?> seen = [];
        var thrown = await Assert.ThrowsAsync<GraphQLClientException>(async () =>
        {
            await foreach (var result in client.OnDealAlert.SubscribeAsync())
            {
                seen.Add(result.EnsureNoErrors().DealAlerts.Sequence);
            }
        });

        Assert.Equal([1L], seen);
        Assert.Equal("4403", Assert.Single(thrown.Errors).Code);
        Assert.Equal(["Bearer token-1", "Bearer token-2", "Bearer token-3"], tokens);
    }

    [Fact]
    public async Task Attempts_can_be_limited()
    {
        await using var server = await ScriptedServer.StartAsync();
        var client = server.Client(builder => builder.ConfigureWebSocketClient(socket => socket.ReconnectAttempts = 2));

        await Assert.ThrowsAsync<GraphQLClientException>(() => ReadAsync(client.OnDealAlert.SubscribeAsync()));

        Assert.Equal(3, server.Authorizations.Count);
    }

    [Fact]
    public async Task Leaving_the_stream_tells_the_server()
    {
        await using var server = await ScriptedServer.StartAsync();
        var farewell = new TaskCompletionSource<(JsonElement, JsonElement)>();
        server.OnSocket(async socket =>
        {
            await socket.GreetAsync();
            await socket.NextAsync(Lost(1));
            farewell.SetResult((await socket.ReceiveAsync(), await socket.ReceiveAsync()));
        });

        await foreach (var _ in server.Client().OnDealAlert.SubscribeAsync())
        {
            break;
        }

        var (complete, close) = await farewell.Task;
        Assert.Equal("""{"id":"1","type":"complete"}""", complete.GetRawText());
        Assert.Equal("""{"type":"close","code":1000}""", close.GetRawText());
    }

    [Fact]
    public async Task Cancellation_stops_a_quiet_stream()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var stop = new CancellationTokenSource();
        server.OnSocket(async socket =>
        {
            await socket.GreetAsync();
            await stop.CancelAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ReadAsync(server.Client().OnDealAlert.SubscribeAsync(cancellationToken: stop.Token))
        );
    }

    [Fact]
    public async Task Those_who_like_to_be_called_can_observe()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.OnSocket(async socket =>
        {
            await socket.GreetAsync();
            await socket.NextAsync("""{"ticks":1}""");
            await socket.NextAsync("""{"ticks":2}""");
            await socket.CompleteAsync();
        });
        var observer = new Recorder();

        using var run = server.Client().OnTick.Watch().Subscribe(observer);

        Assert.Equal([1, 2], await observer.Completed.Task);
    }

    private static string Lost(long sequence) =>
        $$$"""{"dealAlerts":{"__typename":"VisibilityLost","sequence":{{{sequence}}},"resourceId":"r{{{sequence}}}"}}""";

    private static async Task SubscribedAsync(ScriptedSocket socket, List<string> positions)
    {
        var (_, subscribe) = await socket.GreetAsync();
        positions.Add(subscribe.GetProperty("payload").GetProperty("variables").GetRawText());
    }

    private static long After(JsonElement subscribe) =>
        long.Parse(
            subscribe.GetProperty("payload").GetProperty("variables").GetProperty("after").GetString()!,
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static async Task<List<OnDealAlert_DealAlerts>> ReadAsync(IAsyncEnumerable<IOperationResult<OnDealAlertResult>> stream)
    {
        List<OnDealAlert_DealAlerts> items = [];
        await foreach (var result in stream)
        {
            items.Add(result.EnsureNoErrors().DealAlerts);
        }

        return items;
    }

    private sealed class Recorder : IObserver<IOperationResult<OnTickResult>>
    {
        private readonly List<int> _ticks = [];

        public TaskCompletionSource<List<int>> Completed { get; } = new();

        public void OnCompleted() => Completed.SetResult(_ticks);

        public void OnError(Exception error) => Completed.SetException(error);

        public void OnNext(IOperationResult<OnTickResult> value) => _ticks.Add(value.EnsureNoErrors().Ticks);
    }
}
