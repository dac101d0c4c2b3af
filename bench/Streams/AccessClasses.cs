using System.Text;

namespace Lintel.Streams;

/// <summary>10,000 subscribers in five access classes: how often an event is executed, and that each is told the bytes it would be told alone.</summary>
internal sealed class AccessClasses(int count) : IMeasure
{
    private const string Document =
        "subscription { dealAlerts { ... on StreamItem { sequence } ... on DealAlert { kind occurredAt deal { id dealNumber stage price agent { memberFullName } client { id fullName } } } } }";
    private const string Executions = "lintel.stream.executions";
    private const int Events = 20;
    private const double PerSecond = 1;

    private static readonly string[] Personas = ["director-sun", "closing-gao", "finance-lin", "partner-east", "compliance-he"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "classes";

    public async Task<IReadOnlyList<Bound>> RunAsync(Stage stage, CancellationToken stop)
    {
        var tokens = Personas.Select(persona => stage.TokenOf(persona)).ToList();
        var arrivals = new Arrivals(2 * count * (Events + 10));
        using var crowd = await Crowd.OpenAsync(count, stage.Server.Address, i => (tokens[i % tokens.Count], Query(Document)), stop);
        await stage.HappenAsync(stop);
        await Waiting.UntilAsync(() => arrivals.Count >= count, Patience, stop);

        var before = await stage.Metrics.ReadAsync(Executions, stop);
        var told = arrivals.Count;
        var events = await stage.HappenAsync(PerSecond, TimeSpan.FromSeconds(Events / PerSecond), stop);
        await Waiting.UntilAsync(() => arrivals.Count >= told + events.Count * count, Patience, stop);
        var missed = told + events.Count * count - arrivals.Count;
        var executions = await stage.Metrics.ReadAsync(Executions, stop) - before;
        var late = Arrivals.Percentile(arrivals.Since(stage.Answered.Where(pair => events.Contains(pair.Key)).ToDictionary()), 0.99);

        var different = await CompareAsync(stage, crowd, tokens, stop);
        return
        [
            new Bound($"executions of an event, {count:N0} subscribers in {Personas.Length} classes", executions / events.Count, Personas.Length, ""),
            Bound.None("events not heard", missed),
            Bound.None("classes told other bytes than one of them alone", different),
            new Bound("99th percentile from the writer's answer, for information", late, double.PositiveInfinity, "ms"),
        ];

        SubscriberQuery Query(string document) => new(document) { Told = (_, message) => arrivals.Note(message.Span) };
    }

    /// <summary>A document with another comment is another operation, and shares nothing. How many classes differ.</summary>
    private static async Task<int> CompareAsync(Stage stage, Crowd crowd, List<string> tokens, CancellationToken stop)
    {
        var shared = new byte[]?[tokens.Count];
        var alone = new byte[]?[tokens.Count];
        for (var i = 0; i < tokens.Count; i++)
        {
            var place = i;
            crowd.Members[i].Told = (_, message) => shared[place] = message.ToArray();
        }

        var executions = await stage.Metrics.ReadAsync(Executions, stop);
        using var others = await Crowd.OpenAsync(
            tokens.Count,
            stage.Server.Address,
            i => (tokens[i], new SubscriberQuery($"# alone\n{Document}") { Told = (_, message) => alone[i] = message.ToArray() }),
            stop
        );
        // A subscription is not acknowledged; the first event says that all are there.
        await Waiting.UntilAsync(() => false, TimeSpan.FromSeconds(2), stop);
        await stage.HappenAsync(stop);
        await Waiting.UntilAsync(
            () => Array.TrueForAll(shared, one => one is not null) && Array.TrueForAll(alone, one => one is not null),
            Patience,
            stop
        );
        if (await stage.Metrics.ReadAsync(Executions, stop) - executions is var made && made < 2 * tokens.Count)
        {
            var heard = string.Join('\n', alone.Select(one => one is null ? "nothing" : Encoding.UTF8.GetString(one)));
            throw new InvalidOperationException(
                $"Those alone shared an execution, so nothing was compared: {made} were made, and they heard\n{heard}"
            );
        }

        return shared.Zip(alone).Count(pair => pair.First is null || pair.Second is null || !pair.First.SequenceEqual(pair.Second));
    }
}
