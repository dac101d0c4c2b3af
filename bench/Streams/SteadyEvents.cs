namespace Lintel.Streams;

/// <summary>1,000 subscribers and ten events a second: how long after its commit each hears an event.</summary>
internal sealed class SteadyEvents(int count, TimeSpan time) : IMeasure
{
    private const string Document = "subscription { dealAlerts { ... on StreamItem { sequence } ... on DealAlert { kind deal { id stage } } } }";
    private const double PerSecond = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public string Name => "steady";

    public async Task<IReadOnlyList<Bound>> RunAsync(Stage stage, CancellationToken stop)
    {
        var token = stage.TokenOf(Stage.Director);
        var arrivals = new Arrivals((int)(count * PerSecond * 2 * (WarmUp + time).TotalSeconds));
        var query = new SubscriberQuery(Document) { Told = (_, message) => arrivals.Note(message.Span) };
        using var crowd = await Crowd.OpenAsync(count, stage.Server.Address, _ => (token, query), stop);
        var before = await stage.HappenAsync(PerSecond, WarmUp, stop);
        var events = (await stage.HappenAsync(PerSecond, time, stop)).ToHashSet();
        var expected = (before.Count + events.Count) * count;
        await Waiting.UntilAsync(() => arrivals.Count >= expected, Patience, stop);
        var fromAnswer = arrivals.Since(stage.Answered.Where(pair => events.Contains(pair.Key)).ToDictionary());
        var fromRequest = arrivals.Since(stage.Asked.Where(pair => events.Contains(pair.Key)).ToDictionary());
        var what = $"{count:N0} subscribers, {events.Count / time.TotalSeconds:0.0} events/s for {time.TotalSeconds:N0} s";
        return
        [
            new Bound($"{what}: median from the writer's request", Arrivals.Percentile(fromRequest, 0.5), 50, "ms") { IsStrict = true },
            new Bound("99th percentile from the writer's request", Arrivals.Percentile(fromRequest, 0.99), 250, "ms") { IsStrict = true },
            new Bound("median from the writer's answer", Arrivals.Percentile(fromAnswer, 0.5), 50, "ms") { IsStrict = true },
            new Bound("99th percentile from the writer's answer", Arrivals.Percentile(fromAnswer, 0.99), 250, "ms") { IsStrict = true },
            Bound.None("events not heard", expected - arrivals.Count),
        ];
    }
}
