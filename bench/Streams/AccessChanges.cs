using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Lintel.WebhookReceiver;

namespace Lintel.Streams;

/// <summary>A role that is taken away, an agent who moves, a token that expires: how long until streams end, by the clock on the wall, with nothing happening.</summary>
internal sealed class AccessChanges : IMeasure
{
    private const string Ops = "ops-ma";
    private const string Document = "subscription { dealAlerts { ... on StreamItem { sequence } } }";
    private const double Most = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(4);

    public string Name => "access";

    public async Task<IReadOnlyList<Bound>> RunAsync(Stage stage, CancellationToken stop)
    {
        var wang = await AgentAsync(stage, "agent-wang", stop);
        var office = await OfficeOfAsync(stage, "agent-li", stop);
        return
        [
            .. await WhenAsync("a moved agent", "agent-wang", life: null, () => MoveAsync(stage, wang, office, stop)),
            .. await WhenAsync("a closed account", "partner-east", life: null, () => CloseAsync(stage, "demo|partner-east", stop)),
            .. await WhenAsync("an expired token", Stage.Director, Life, () => Task.CompletedTask),
            await WebhookAsync(stage, stop),
        ];

        async Task<IReadOnlyList<Bound>> WhenAsync(string what, string persona, TimeSpan? life, Func<Task> change)
        {
            // A token says in whole seconds when it ends.
            var expires = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + (life?.TotalSeconds ?? 0);
            var token = stage.TokenOf(persona, life);
            using var socket = await Subscriber.OpenAsync(stage.Server.Address, IPAddress.Loopback, token, new SubscriberQuery(Document), stop);
            var stream = EndOfStreamAsync(stage, token, stop);
            await Task.Delay(TimeSpan.FromSeconds(1), stop);
            if (socket.Closed.IsCompleted || stream.IsCompleted)
                throw new InvalidOperationException($"It ended before {what}.");
            await change();
            var from = Stopwatch.GetTimestamp();
            if (life is not null)
                from += (long)((expires - TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1_000d) * Stopwatch.Frequency);
            var close = await socket.Closed.WaitAsync(Patience, stop);
            var closed = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            var (code, ended) = await stream.WaitAsync(Patience, stop);
            return
            [
                new Bound(
                    $"{what}: until its socket is closed ({close})",
                    close.StartsWith("4403", StringComparison.Ordinal) ? closed : double.NaN,
                    Most,
                    "ms"
                ),
                new Bound($"{what}: until its event stream ends ({code})", Stopwatch.GetElapsedTime(from, ended).TotalMilliseconds, Most, "ms"),
            ];
        }
    }

    /// <summary>Messages that were sent more than a second after the account had been closed, while events went on.</summary>
    private static async Task<Bound> WebhookAsync(Stage stage, CancellationToken stop)
    {
        const string hook = "revoked";
        await using var receiver = await Receiver.StartAsync();
        var made = await stage.Caller.AskAsync(
            "integrator-east",
            "mutation($input: WebhookCreateInput!) { webhookCreate(input: $input) { secret errors { __typename } } }",
            new { input = new { url = receiver.UrlOf(hook), document = Document } },
            stop
        );
        receiver.Trust(made.GetProperty("secret").GetString()!);
        await stage.HappenAsync(5, TimeSpan.FromSeconds(3), stop);
        if (!await Waiting.UntilAsync(() => receiver.MessagesOf(hook).Count > 0, Patience, stop))
            throw new InvalidOperationException("The webhook was sent nothing.");

        await CloseAsync(stage, "demo|integrator-east", stop);
        var closed = await stage.HappenAsync(stop);
        await stage.HappenAsync(5, TimeSpan.FromSeconds(3), stop);
        var late = receiver.MessagesOf(hook).Count(message => Arrivals.SequenceOf(Encoding.UTF8.GetBytes(message.Body)) >= closed);
        return Bound.None("messages of events since its owner's account was closed", late);
    }

    private static async Task<(string Code, long At)> EndOfStreamAsync(Stage stage, string token, CancellationToken stop)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, stage.Server.Address)
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query = Document }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(stop));
        var code = "without a code";
        while (await lines.ReadLineAsync(stop) is { } line)
        {
            if (line.Contains("\"code\":\"", StringComparison.Ordinal))
                code = line.Split("\"code\":\"")[1].Split('"')[0];
        }

        return (code, Stopwatch.GetTimestamp());
    }

    private static async Task CloseAsync(Stage stage, string subject, CancellationToken stop)
    {
        var accounts = await stage.Caller.AskAsync(
            Ops,
            "query($subject: String!) { accounts(first: 1, where: { subject: { eq: $subject } }) { nodes { id } } }",
            new { subject },
            stop
        );
        var id = accounts.GetProperty("nodes")[0].GetProperty("id").GetString();
        await DoAsync(
            stage,
            "mutation($input: AccountCloseInput!) { accountClose(input: $input) { errors { __typename } } }",
            new { accountId = id },
            stop
        );
    }

    private static Task MoveAsync(Stage stage, string agent, string office, CancellationToken stop) =>
        DoAsync(
            stage,
            "mutation($input: AgentMoveInput!) { agentMove(input: $input) { errors { __typename } } }",
            new { agentId = agent, officeId = office },
            stop
        );

    private static async Task DoAsync(Stage stage, string document, object input, CancellationToken stop)
    {
        var answer = await stage.Caller.AskAsync(Ops, document, new { input }, stop);
        if (answer.GetProperty("errors").GetArrayLength() > 0)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{document}: {answer}"));
    }

    private static async Task<string> AgentAsync(Stage stage, string persona, CancellationToken stop)
    {
        var viewer = await stage.Caller.AskAsync(persona, "{ viewer { agent { id } } }", new { }, stop);
        return viewer.GetProperty("agent").GetProperty("id").GetString()!;
    }

    private static async Task<string> OfficeOfAsync(Stage stage, string persona, CancellationToken stop)
    {
        var viewer = await stage.Caller.AskAsync(persona, "{ viewer { agent { store { id } } } }", new { }, stop);
        return viewer.GetProperty("agent").GetProperty("store").GetProperty("id").GetString()!;
    }
}
