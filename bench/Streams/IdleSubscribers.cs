using Lintel.Reads;

namespace Lintel.Streams;

/// <summary>10,000 subscribers to whom nothing happens: what they cost, and that they all hear the next event.</summary>
internal sealed class IdleSubscribers(int count) : IMeasure
{
    private const string Document = "subscription { dealAlerts { ... on StreamItem { sequence } } }";
    private const string Heap = "dotnet.gc.last_collection.heap.size";
    private const double MostKilobytes = 40;
    private const int First = 200;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "idle";

    public async Task<IReadOnlyList<Bound>> RunAsync(Stage stage, CancellationToken stop)
    {
        var token = stage.TokenOf(Stage.Director);
        // What is made for the first ones and kept for all is no matter of these.
        using (await Crowd.OpenAsync(First, stage.Server.Address, _ => (token, new SubscriberQuery(Document)), stop))
            await stage.HappenAsync(stop);
        await Task.Delay(Rest, stop);
        var (resident, managed) = await LookAsync(stage, stop);

        var arrivals = new Arrivals(2 * count);
        var query = new SubscriberQuery(Document) { Told = (_, message) => arrivals.Note(message.Span) };
        using var crowd = await Crowd.OpenAsync(count, stage.Server.Address, _ => (token, query), stop);
        await Task.Delay(Rest, stop);
        var (residentSince, managedSince) = await LookAsync(stage, stop);
        await stage.HappenAsync(stop);
        await Waiting.UntilAsync(() => arrivals.Count >= count, Patience, stop);
        return
        [
            new Bound($"resident memory of each of {count:N0}", (residentSince - resident) / count, MostKilobytes, "KB"),
            new Bound($"managed memory of each of {count:N0}, at the last collection", (managedSince - managed) / count, MostKilobytes, "KB"),
            Bound.None("closed before their time", crowd.Gone),
            Bound.None("that did not hear the next event", count - arrivals.Count),
        ];
    }

    /// <summary>In KB.</summary>
    private static async Task<(double Resident, double Managed)> LookAsync(Stage stage, CancellationToken stop) =>
        (ProcessUse.ResidentMegabytes(stage.Server.ProcessId) * 1024, await stage.Metrics.ReadAsync(Heap, stop) / 1024);
}
