using System.Globalization;
using System.Text;

namespace Lintel.Reads;

/// <summary>What was measured: a query, over so many listings, on a peer.</summary>
internal sealed record Measured(string Query, int Listings, string Peer);

/// <summary>The table of a run, in Markdown, in the order in which things were first measured.</summary>
internal sealed class Report
{
    private readonly OrderedDictionary<Measured, List<Figures>> _rounds = [];

    public void Add(Measured what, Figures figures)
    {
        if (!_rounds.TryGetValue(what, out var rounds))
            _rounds[what] = rounds = [];
        rounds.Add(figures);
    }

    public string ToMarkdown()
    {
        var fewest = _rounds.Keys.Min(what => what.Listings);
        var table = new StringBuilder();
        table.AppendLine(
            CultureInfo.InvariantCulture,
            $"| query | listings | peer | req/s (lowest–highest) | to raw | to {fewest:N0} listings | p50 ms | p99 ms | server µs | database µs | RSS MB | bytes |"
        );
        table.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (what, rounds) in _rounds)
        {
            var rate = Rate(what);
            table.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {what.Query} | {what.Listings:N0} | {what.Peer} | {rate:N0} ({rounds.Min(round => round.Rate):N0}–{rounds.Max(round => round.Rate):N0}) | {rate / Rate(what with { Peer = PeerNames.Raw }):0.00} | {rate / Rate(what with { Listings = fewest }):0.00} | {Median(rounds, round => round.P50Milliseconds):0.0} | {Median(rounds, round => round.P99Milliseconds):0.0} | {Median(rounds, round => round.ServerMicroseconds):N0} | {Median(rounds, round => round.DatabaseMicroseconds):N0} | {Median(rounds, round => round.ResidentMegabytes):N0} | {Median(rounds, round => round.BytesPerAnswer):N0} |"
            );
        }

        return table.ToString();
    }

    private double? Rate(Measured what) => _rounds.TryGetValue(what, out var rounds) ? Median(rounds, round => round.Rate) : null;

    private static double Median(List<Figures> rounds, Func<Figures, double> of)
    {
        var sorted = rounds.Select(of).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

internal static class PeerNames
{
    public const string Raw = "raw";
    public const string Lintel = "lintel";
    public const string Batching = "batching";

    public static IReadOnlyList<string> All { get; } = [Raw, Lintel, Batching];
}
