using System.Globalization;

namespace Lintel.Chaos;

/// <summary>What came of a run.</summary>
/// <param name="Lines">A line for each way, and one for what was done.</param>
/// <param name="Differences">What is not as it must be; none: all is.</param>
/// <param name="Kills">Servers that were killed.</param>
public sealed record ChaosReport(IReadOnlyList<string> Lines, IReadOnlyList<string> Differences, int Kills)
{
    private const int Shown = 5;

    /// <summary>What one follower heard, against the log.</summary>
    internal static string LineOf(Follower follower, IReadOnlyList<long> alerts, List<string> differences)
    {
        var committed = alerts.Where(sequence => sequence > follower.Since).ToList();
        // What a server finds due after the log was read is nobody's loss.
        var heard = follower.Seen.Sequences.Where(sequence => sequence <= committed[^1]).ToList();
        var lost = committed.Except(heard).ToList();
        var unknown = heard.Except(committed).ToList();
        var twice = heard.Count - heard.Distinct().Count();
        var disordered = heard.Zip(heard.Skip(1)).Count(pair => pair.Second <= pair.First);
        var again = follower.MayHearAgain ? 0 : follower.Seen.Repeats;
        if (lost.Count + unknown.Count + twice + disordered + again + follower.Seen.Gaps > 0)
            differences.Add($"{follower.Name} lost {First(lost)}, and heard {First(unknown)} that nobody committed");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{follower.Name}: {committed.Count} committed, {heard.Count} observed, {lost.Count} lost, {twice} twice, {disordered} out of order, {unknown.Count} unknown, {follower.Seen.Gaps} gaps; {follower.Connections} connections, {follower.Seen.Repeats} repeats dropped"
        );
    }

    /// <summary>What the writers were told, against the log: each acknowledged mutation is one row, and each row one acknowledged mutation.</summary>
    internal static string LineOf(Ledger ledger, IReadOnlyList<LogEntry> log, List<string> differences)
    {
        var rows = log.Where(row => row.IsStep).ToDictionary(row => row.Sequence);
        var missing = new List<Acknowledged>();
        var twice = 0;
        var claimed = new HashSet<long>();
        foreach (var one in ledger.All)
        {
            // The answer names the last event; a stage may bring one of the listing behind its own.
            var place = new[] { one.Sequence, one.Sequence - 1 }.FirstOrDefault(at =>
                rows.TryGetValue(at, out var row) && row.Kind == one.Kind && row.SubjectId == one.DealId
            );
            if (place == 0)
                missing.Add(one);
            else if (!claimed.Add(place))
                twice++;
        }

        var nobodys = rows.Keys.Except(claimed).Order().ToList();
        var holes = log.Zip(log.Skip(1)).Count(pair => pair.Second.Sequence != pair.First.Sequence + 1);
        if (missing.Count + twice + nobodys.Count + holes > 0)
            differences.Add($"acknowledged and not in the log: {First(missing)}; in the log and nobody's: {First(nobodys)}");
        differences.AddRange(ledger.Wrong);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"mutations: {ledger.Count} acknowledged in {ledger.Attempts} attempts, {missing.Count} lost, {twice} answered as one, {nobodys.Count} in the log and nobody's, {holes} holes in the log; {ledger.Wrong.Count} wrong answers, {ledger.Refused} refused"
        );
    }

    /// <summary>What servers found due, against itself: each step of each task once, whoever found it and died.</summary>
    internal static string LineOf(IReadOnlyList<LogEntry> log, List<string> differences)
    {
        var found = log.Where(row => row.IsDeadline).ToList();
        var twice = found.GroupBy(row => (row.Kind, row.Data)).Where(same => same.Count() > 1).Select(same => same.Key).ToList();
        if (found.Count == 0 || twice.Count > 0)
            differences.Add($"told twice: {First(twice)}, of {found.Count} that were due");
        return string.Create(CultureInfo.InvariantCulture, $"deadlines: {found.Count} told by the servers, {twice.Count} twice");
    }

    private static string First<T>(List<T> of) => of.Count == 0 ? "nothing" : $"{of.Count} ({string.Join(", ", of.Take(Shown))})";
}
