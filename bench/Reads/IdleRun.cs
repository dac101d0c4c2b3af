using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Lintel.Reads;

/// <summary>Opens many connections that say nothing, and sees what they cost, that they stay, that others are answered meanwhile, and what they leave behind.</summary>
internal sealed class IdleRun(string folder, int connections, string? history)
{
    private const int Requests = 3_000;

    /// <summary>Long enough for heartbeats to come by, and for the server to see who is gone.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(20);

    private const double MostMilliseconds = 100;

    private readonly Keys _keys = new(Path.Combine(folder, "keys"));

    /// <summary>Every connection stayed and every request was answered in time.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        using var sink = OtlpSink.Start();
        await using var peer = await StartAsync(sink, stop);
        var operation = await Operations.ForAsync("Q1", peer, stop);
        await AskAsync(peer, operation, stop);
        var table = new StringBuilder();
        table.AppendLine("| | resident MB | Q1, median ms | Q1, 99th percentile ms | Q1, worst ms |");
        table.AppendLine("|---|---|---|---|---|");
        var (before, _) = await MeasureAsync("before", peer, operation, table, stop);
        double during;
        bool isQuick;
        int gone;
        string kinds;
        await using (var idle = new IdleClients(peer.Address, _keys.Token()))
        {
            await idle.OpenAsync(connections, stop);
            (during, isQuick) = await MeasureAsync($"{connections:N0} open", peer, operation, table, stop);
            await Task.Delay(Rest, stop);
            await MeasureAsync($"the same, {Rest.TotalSeconds:N0} s later", peer, operation, table, stop);
            gone = await idle.CountGoneAsync(stop);
            kinds = idle.Kinds;
        }

        await Task.Delay(Rest, stop);
        var (after, _) = await MeasureAsync("gone", peer, operation, table, stop);
        table.AppendLine();
        table.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{kinds}. {(during - before) * 1024 / connections:0.0} KB a connection; {gone} were gone before their time; {after - before:0} MB more than before are left."
            )
        );
        Console.WriteLine(table);
        if (history is not null)
        {
            var how = string.Create(
                CultureInfo.InvariantCulture,
                $"`bench/idle --connections {connections}`: connections that say nothing, to a server in Production on SQLite, telemetry on; {Requests:N0} times Q1 one after the other beside them."
            );
            await History.KeepAsync(history, "idle connections", how, table.ToString(), stop);
        }

        return gone == 0 && isQuick;
    }

    private async Task<Peer> StartAsync(OtlpSink sink, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var data = new BenchData(folder, Assemblies.Of("Server"), _keys);
        var connection = await data.OnSmallSqliteAsync(stop);
        return await Peer.StartAsync(
            new PeerProgram(
                PeerNames.Lintel,
                Assemblies.Of("Server"),
                new Dictionary<string, string>([.. data.Environment, .. sink.Environment], StringComparer.Ordinal)
                {
                    ["Lintel__Database__Provider"] = "Sqlite",
                    ["Lintel__Database__ConnectionString"] = connection,
                    // All of them are one viewer's here.
                    ["Lintel__Transport__EventStreamsPerViewer"] = "10000",
                }
            )
            {
                ReadyPath = "/health/ready",
                Token = _keys.Token(),
            },
            stop
        );
    }

    private static async Task<(double Megabytes, bool IsQuick)> MeasureAsync(
        string when,
        Peer peer,
        Operation operation,
        StringBuilder table,
        CancellationToken stop
    )
    {
        var took = await AskAsync(peer, operation, stop);
        var megabytes = ProcessUse.ResidentMegabytes(peer.ProcessId);
        var late = took[took.Count * 99 / 100];
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {when} | {megabytes:N0} | {took[took.Count / 2]:0.00} | {late:0.00} | {took[^1]:0.0} |"
        );
        await Console.Error.WriteLineAsync(line);
        table.AppendLine(line);
        return (megabytes, late < MostMilliseconds);
    }

    /// <summary>What each answer took, the quickest first.</summary>
    private static async Task<List<double>> AskAsync(Peer peer, Operation operation, CancellationToken stop)
    {
        var took = new List<double>();
        for (var i = 0; i < Requests; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await peer.AskAsync(operation, operation.Variables[i % operation.Variables.Count], stop);
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        took.Sort();
        return took;
    }
}
