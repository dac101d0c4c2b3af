using System.Diagnostics;
using Lintel.WebhookReceiver;

namespace Lintel.Streams;

/// <summary>Endpoints that fail, hang, redirect and never end beside ones that are well: how late those hear.</summary>
internal sealed class PoisonWebhooks : IMeasure
{
    private const string Persona = "integrator-east";
    private const string Document = "subscription { dealAlerts { ... on StreamItem { sequence } } }";
    private const int Well = 5;
    private const double PerSecond = 2;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Behaviour[] Poisons = [Behaviour.Fail, Behaviour.Hang, Behaviour.Redirect, Behaviour.Endless];

    public string Name => "webhooks";

    public async Task<IReadOnlyList<Bound>> RunAsync(Stage stage, CancellationToken stop)
    {
        await using var receiver = await Receiver.StartAsync();
        var arrivals = new Arrivals(1_000_000);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var hooks = Enumerable.Range(0, Well).Select(i => $"well-{i}").ToList();
        foreach (var hook in hooks)
            await CreateAsync(stage, receiver, hook, stop);
        var reading = Task.WhenAll(hooks.Select(hook => ReadAsync(receiver, hook, arrivals, done.Token)));
        await stage.HappenAsync(PerSecond, Round / 4, stop);

        var before = await RoundAsync(stage, arrivals, stop);
        foreach (var poison in Poisons)
        {
            receiver.Set($"{poison}", poison);
            await CreateAsync(stage, receiver, $"{poison}", stop);
        }

        var beside = await RoundAsync(stage, arrivals, stop);
        var poisoned = Array.FindAll(Poisons, poison => receiver.MessagesOf($"{poison}").Count == 0).Length;
        await done.CancelAsync();
        await reading;
        return
        [
            new Bound(
                $"slowest of {before.Count} messages to {Well} endpoints",
                before.Count == 0 ? double.NaN : before[^1],
                double.PositiveInfinity,
                "ms"
            ),
            new Bound(
                $"slowest of {beside.Count} beside endpoints that fail, hang, redirect and never end",
                beside.Count == 0 ? double.NaN : beside[^1],
                1_000,
                "ms"
            )
            {
                IsStrict = true,
            },
            Bound.None("poison endpoints that were sent nothing", poisoned),
        ];
    }

    /// <summary>Milliseconds from the writer's answer to each message of a round, the shortest first.</summary>
    private static async Task<List<double>> RoundAsync(Stage stage, Arrivals arrivals, CancellationToken stop)
    {
        var events = (await stage.HappenAsync(PerSecond, Round, stop)).ToHashSet();
        // By event: the last messages of the round before may still be on their way.
        await Waiting.UntilAsync(() => Took().Count == events.Count * Well, Patience, stop);
        var took = Took();
        return took.Count == events.Count * Well
            ? took
            : throw new InvalidOperationException($"{took.Count} messages of {events.Count * Well} came.");

        List<double> Took() => arrivals.Since(stage.Answered.Where(pair => events.Contains(pair.Key)).ToDictionary());
    }

    private static async Task ReadAsync(Receiver receiver, string hook, Arrivals arrivals, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var message = await receiver.NextAsync(hook, stop);
                arrivals.Note(System.Text.Encoding.UTF8.GetBytes(message.Body));
            }
        }
        catch (OperationCanceledException) { }
    }

    private static async Task CreateAsync(Stage stage, Receiver receiver, string hook, CancellationToken stop)
    {
        var made = await stage.Caller.AskAsync(
            Persona,
            "mutation($input: WebhookCreateInput!) { webhookCreate(input: $input) { secret errors { __typename } } }",
            new { input = new { url = receiver.UrlOf(hook), document = Document } },
            stop
        );
        receiver.Trust(made.GetProperty("secret").GetString()!);
    }
}
