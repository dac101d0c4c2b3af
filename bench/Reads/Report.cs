using System.Globalization;
using System.Text;

namespace Lintel.Reads;

/// <summary>The table of a run, in Markdown.</summary>
internal sealed class Report
{
    private readonly Dictionary<(string Query, string Peer), List<Figures>> _rounds = [];

    public void Add(string query, string peer, Figures figures)
    {
        if (!_rounds.TryGetValue((query, peer), out var rounds))
            _rounds[(query, peer)] = rounds = [];
        rounds.Add(figures);
    }

    public string ToMarkdown(IReadOnlyList<string> queries, IReadOnlyList<string> peers)
    {
        var table = new StringBuilder();
        table.AppendLine("| query | peer | req/s (lowest–highest) | to raw | p50 ms | p99 ms | server µs | database µs | RSS MB | bytes |");
        table.AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var query in queries)
        {
            var raw = _rounds.TryGetValue((query, PeerNames.Raw), out var ofRaw) ? Median(ofRaw, round => round.Rate) : (double?)null;
            foreach (var peer in peers)
            {
                var rounds = _rounds[(query, peer)];
                var rate = Median(rounds, round => round.Rate);
                table.AppendLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {query} | {peer} | {rate:N0} ({rounds.Min(round => round.Rate):N0}–{rounds.Max(round => round.Rate):N0}) | {rate / raw:0.00} | {Median(rounds, round => round.P50Milliseconds):0.0} | {Median(rounds, round => round.P99Milliseconds):0.0} | {Median(rounds, round => round.ServerMicroseconds):N0} | {Median(rounds, round => round.DatabaseMicroseconds):N0} | {Median(rounds, round => round.ResidentMegabytes):N0} | {Median(rounds, round => round.BytesPerAnswer):N0} |"
                    )
                );
            }
        }

        return table.ToString();
    }

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
