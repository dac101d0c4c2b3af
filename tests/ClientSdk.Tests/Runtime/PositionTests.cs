using Lintel.Client;
using Lintel.ClientSdk.Tests.Graph;

namespace Lintel.ClientSdk.Tests.Runtime;

/// <summary>Streams whose items share a number of the log: they are told apart, and resumed, by their positions.</summary>
public sealed class PositionTests
{
    [Fact]
    public async Task Items_of_one_change_of_access_share_a_number_and_each_comes_once()
    {
        await using var server = await ScriptedServer.StartAsync();
        List<string> asked = [];
        server
            .OnSocket(async socket =>
            {
                await SubscribedAsync(socket, asked);
                await socket.NextAsync(Alert("7", "d0"));
                await socket.NextAsync(Lost("7.a", "d1"));
                await socket.NextAsync(Lost("7.b", "d2"));
                await socket.CloseAsync(4403, "Forbidden: your access has changed");
            })
            .OnSocket(async socket =>
            {
                await SubscribedAsync(socket, asked);
                // A change of access is told whole again.
                await socket.NextAsync(Lost("7.a", "d1"));
                await socket.NextAsync(Lost("7.b", "d2"));
                await socket.NextAsync(Lost("7.c", "d3"));
                await socket.NextAsync(Alert("8", "d4"));
                await socket.CompleteAsync();
            });

        var told = await ToldAsync(server.Client().OnDealStream.SubscribeAsync(after: "6"));

        Assert.Equal(["7", "7.a d1", "7.b d2", "7.c d3", "8"], told);
        Assert.Equal(["""{"after":"6"}""", """{"after":"7.b"}"""], asked);
    }

    [Fact]
    public async Task What_left_sight_and_came_back_at_the_same_place_is_told_twice()
    {
        await using var server = await ScriptedServer.StartAsync();
        server
            .OnSocket(async socket =>
            {
                await socket.GreetAsync();
                await socket.NextAsync(Lost("7.a", "d1"));
                await socket.CloseAsync(4403, "Forbidden: your access has changed");
            })
            .OnSocket(async socket =>
            {
                await socket.GreetAsync();
                await socket.NextAsync(Alert("7.a", "d1"));
                await socket.CompleteAsync();
            });

        Assert.Equal(["7.a d1", "7.a"], await ToldAsync(server.Client().OnDealStream.SubscribeAsync()));
    }

    [Fact]
    public async Task A_snapshot_goes_on_in_its_middle_and_is_not_asked_for_once_it_was_told()
    {
        await using var server = await ScriptedServer.StartAsync();
        List<string> asked = [];
        server
            .OnSocket(async socket =>
            {
                await SubscribedAsync(socket, asked);
                await socket.NextAsync(Alert("5.a", "d1"));
                await socket.CloseAsync(4413, "too slow");
            })
            .OnSocket(async socket =>
            {
                await SubscribedAsync(socket, asked);
                await socket.NextAsync(Alert("5.b", "d2"));
                await socket.NextAsync(Alert("6", "d1"));
                await socket.CloseAsync(1001, "The server is stopping");
            })
            .OnSocket(async socket =>
            {
                await SubscribedAsync(socket, asked);
                await socket.CompleteAsync();
            });

        Assert.Equal(["5.a", "5.b", "6"], await ToldAsync(server.Client().OnDealStream.SubscribeAsync(snapshot: true)));
        Assert.Equal(["""{"snapshot":true}""", """{"after":"5.a","snapshot":true}""", """{"after":"6","snapshot":null}"""], asked);
    }

    [Fact]
    public async Task A_change_of_access_asks_for_a_new_token_and_goes_on_however_often()
    {
        await using var server = await ScriptedServer.StartAsync();
        List<string?> tokens = [];
        for (var change = 0; change < 3; change++)
        {
            server.OnSocket(async socket =>
            {
                var (init, _) = await socket.GreetAsync();
                tokens.Add(init.GetProperty("payload").GetProperty("authorization").GetString());
                await socket.CloseAsync(4403, "Forbidden: your access has changed");
            });
        }

        server.OnSocket(async socket =>
        {
            await socket.GreetAsync();
            await socket.NextAsync(Alert("9", "d1"));
            await socket.CompleteAsync();
        });

        Assert.Equal(
            ["9"],
            await ToldAsync(server.Client(builder => builder.UseTokenProvider(_ => new RenewedTokens())).OnDealStream.SubscribeAsync())
        );
        Assert.Equal(["Bearer first", "Bearer renewed-1", "Bearer renewed-2"], tokens);
    }

    private static async Task SubscribedAsync(ScriptedSocket socket, List<string> asked)
    {
        var (_, subscribe) = await socket.GreetAsync();
        asked.Add(subscribe.GetProperty("payload").TryGetProperty("variables", out var variables) ? variables.GetRawText() : "");
    }

    private static async Task<List<string>> ToldAsync(IAsyncEnumerable<IOperationResult<OnDealStreamResult>> stream)
    {
        List<string> told = [];
        await foreach (var result in stream)
        {
            told.Add(
                result.EnsureNoErrors().DealAlerts switch
                {
                    OnDealStream_DealAlerts_VisibilityLost lost => $"{lost.Position} {lost.ResourceId}",
                    var item => item.Position ?? "",
                }
            );
        }

        return told;
    }

    private static string Lost(string position, string id) =>
        $$$"""{"dealAlerts":{"__typename":"VisibilityLost","position":"{{{position}}}","resourceId":"{{{id}}}"}}""";

    private static string Alert(string position, string id) =>
        $$$$"""{"dealAlerts":{"__typename":"DealAlert","position":"{{{{position}}}}","deal":{"id":"{{{{id}}}}","stage":"DONE"}}}""";

    private sealed class RenewedTokens : IAccessTokenProvider
    {
        private int _renewals;

        public ValueTask<string?> GetTokenAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult<string?>(_renewals == 0 ? "first" : $"renewed-{_renewals}");

        public ValueTask<string?> RenewTokenAsync(string? refused, CancellationToken cancellationToken) =>
            ValueTask.FromResult<string?>($"renewed-{++_renewals}");
    }
}
