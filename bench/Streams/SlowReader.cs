using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Lintel.Streams;

/// <summary>One who stops reading beside 200 who do not: it is closed at its bound, goes on later without a loss, and nobody else feels it.</summary>
internal sealed partial class SlowReader : IMeasure
{
    private const string Thin = "subscription { dealAlerts { ... on StreamItem { sequence } } }";

    // So many kilobytes an event that what the kernel takes is full, and then what may wait, before a ping has been unanswered for too long.
    private static readonly string Fat =
        "subscription($after: String) { dealAlerts(after: $after) { ... on StreamItem { sequence previousSequence } ... on DealAlert { deal { "
        + string.Concat(Enumerable.Range(0, 8).Select(i => $"t{i}: tasks(first: 50) {{ nodes {{ id name stage status dueOn }} }} "))
        + "} } } }";

    private const int Healthy = 200;
    private const double PerSecond = 20;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => "slow";

    public async Task<IReadOnlyList<Bound>> RunAsync(Stage stage, CancellationToken stop)
    {
        var token = stage.TokenOf(Stage.Director);
        var arrivals = new Arrivals((int)(Healthy * PerSecond * 2 * 5 * Round.TotalSeconds));
        var query = new SubscriberQuery(Thin) { Told = (_, message) => arrivals.Note(message.Span) };
        using var crowd = await Crowd.OpenAsync(Healthy, stage.Server.Address, _ => (token, query), stop);
        using var attentive = await OpenFatAsync(stage, null, out var heardAll, stop);
        await stage.HappenAsync(PerSecond, Round / 2, stop);

        var before = await stage.HappenAsync(PerSecond, Round, stop);
        using var slow = await OpenFatAsync(stage, null, out var heard, stop);
        var last = await stage.HappenAsync(stop);
        await Waiting.UntilAsync(() => heard.Contains(last), Patience, stop);
        slow.Stop();
        var givenUp = GoOnOnceGivenUpAsync(stage, slow, stop);
        var during = await stage.HappenAsync(PerSecond, Round, stop);
        await givenUp;
        var after = await stage.HappenAsync(PerSecond, Round, stop);

        var close = await slow.Closed.WaitAsync(Patience, stop);
        var place = Place().Match(close);
        using var again = await OpenFatAsync(stage, place.Groups["place"].Value, out var rest, stop);
        var final = await stage.HappenAsync(stop);
        await Waiting.UntilAsync(() => rest.Contains(final) && heardAll.Contains(final), Patience, stop);
        var missed = heardAll.Count(sequence => sequence >= last && !heard.Contains(sequence) && !rest.Contains(sequence));

        var without = Late([.. before, .. after]);
        return
        [
            Bound.None(
                $"not closed with 4413 and a place to go on, but with \"{close}\"",
                close.StartsWith("4413", StringComparison.Ordinal) && place.Success ? 0 : 1
            ),
            Bound.None("events missing when it went on", missed),
            new Bound($"99th percentile of {Healthy} others without it", without, double.PositiveInfinity, "ms"),
            new Bound("the same beside it", Late(during), 1.2 * without, "ms") { IsStrict = true },
            Bound.None("others closed", crowd.Gone),
        ];

        double Late(IReadOnlyCollection<long> events)
        {
            var chosen = events.ToHashSet();
            return Arrivals.Percentile(arrivals.Since(stage.Asked.Where(pair => chosen.Contains(pair.Key)).ToDictionary()), 0.99);
        }
    }

    /// <summary>Who reads again in time is told where to go on; who does not is cut off, and goes on behind what it handled last.</summary>
    private static async Task GoOnOnceGivenUpAsync(Stage stage, Subscriber slow, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (await stage.Metrics.ReadAsync("lintel.stream.ended", stop, "SLOW_CONSUMER") < 1 && waited.Elapsed < Patience) { }
        slow.GoOn();
    }

    private static Task<Subscriber> OpenFatAsync(Stage stage, string? from, out ConcurrentBag<long> sequences, CancellationToken stop)
    {
        var bag = sequences = [];
        return Subscriber.OpenAsync(
            stage.Server.Address,
            System.Net.IPAddress.Loopback,
            stage.TokenOf(Stage.Director),
            new SubscriberQuery(Fat)
            {
                Variables = new { after = from },
                ReceiveBuffer = 4_096,
                Told = (_, message) => bag.Add(Arrivals.SequenceOf(message.Span)),
            },
            stop
        );
    }

    [GeneratedRegex("resume after (?<place>[^ ]+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
