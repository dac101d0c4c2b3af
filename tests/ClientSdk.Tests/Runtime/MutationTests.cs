using Lintel.Client;
using Lintel.ClientSdk.Tests.Graph;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lintel.ClientSdk.Tests.Runtime;

public sealed class MutationTests
{
    private const string Done = """{"data":{"dealAdvance":{"deal":{"id":"d1","stage":"DONE"},"sequence":7,"errors":[]}}}""";

    private static readonly DealAdvanceInput Input = new() { DealId = "d1" };

    [Fact]
    public async Task A_refusal_is_a_type_to_switch_on()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer(
            """
            {"data":{"dealAdvance":{"deal":null,"sequence":null,"errors":[
              {"__typename":"TasksOpen","id":"t","code":"TASKS_OPEN","message":"Open.","openTasks":["网签"]},
              {"__typename":"StaleDeal","code":"STALE","message":"Moved.","current":{"id":"d1"}},
              {"__typename":"Frozen","code":"FROZEN","message":"Later."}]}}}
            """
        );

        var payload = (await server.Client().AdvanceDeal.ExecuteAsync(Input)).EnsureNoErrors().DealAdvance;

        Assert.Equal(
            ["do 网签", "read d1 again", "Frozen FROZEN: Later."],
            payload.Errors.Select(error =>
                error switch
                {
                    AdvanceDeal_DealAdvance_Errors_TasksOpen open => $"do {string.Join(", ", open.OpenTasks)}",
                    AdvanceDeal_DealAdvance_Errors_StaleDeal stale => $"read {stale.Current.Id} again",
                    _ => $"{error.TypeName} {error.Code}: {error.Message}",
                }
            )
        );
    }

    [Fact]
    public async Task Each_call_has_a_key_of_its_own_that_is_made_from_the_clock()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer(Done).Answer(Done);
        var client = server.Client(clock: new FakeTimeProvider(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero)));

        await client.AdvanceDeal.ExecuteAsync(Input);
        await client.AdvanceDeal.ExecuteAsync(Input);

        var keys = Keys(server);
        Assert.Equal(2, keys.Distinct().Count());
        Assert.All(keys, key => Assert.StartsWith("018cc820-d888-7", key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_is_kept_when_a_handler_repeats_the_request()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer("", 503).Answer("", 503).Answer(Done);
        var client = server.Client(builder =>
            builder.HttpClientBuilder.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.FromMilliseconds(1))
        );

        var result = await client.AdvanceDeal.ExecuteAsync(Input);

        Assert.Equal(7, result.EnsureNoErrors().DealAdvance.Sequence);
        var keys = Keys(server);
        Assert.Equal(3, keys.Count);
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task A_key_that_the_caller_gave_is_kept()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer(Done).Answer(Done);
        var client = server.Client();

        await client.AdvanceDeal.ExecuteAsync(Input with { IdempotencyKey = "mine" });
        await client.AdvanceDeal.ExecuteAsync(Input with { IdempotencyKey = null });

        Assert.Equal(["mine", null], Keys(server));
    }

    [Fact]
    public async Task A_key_that_is_a_variable_is_filled_too()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer("""{"data":{"touch":true}}""").Answer("""{"data":{"touch":true}}""");
        var client = server.Client();

        await client.Touch.ExecuteAsync("x");
        await client.Touch.ExecuteAsync("x", idempotencyKey: "mine");

        var keys = server.Requests.Select(request => request.GetProperty("variables").GetProperty("idempotencyKey").GetString()).ToList();
        Assert.Equal(36, keys[0]!.Length);
        Assert.Equal("mine", keys[1]);
    }

    private static List<string?> Keys(ScriptedServer server) =>
        [.. server.Requests.Select(request => request.GetProperty("variables").GetProperty("input").GetProperty("idempotencyKey").GetString())];
}
