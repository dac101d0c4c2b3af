using System.Globalization;

namespace Lintel.Reads;

/// <summary>What one run of wrk found.</summary>
internal sealed record Figures
{
    public required double Rate { get; init; }
    public required double P50Milliseconds { get; init; }
    public required double P99Milliseconds { get; init; }
    public required double BytesPerAnswer { get; init; }
    public required double ServerMicroseconds { get; init; }
    public required double DatabaseMicroseconds { get; init; }
    public required double ResidentMegabytes { get; init; }
}

/// <summary>Puts load on a peer and measures what it takes.</summary>
internal sealed class Load(string folder, int? databaseProcess)
{
    private const int Connections = 16;
    private const int Threads = 2;

    /// <summary>A rate is stable when two slices in a row differ by less.</summary>
    private const double Stable = 0.05;

    /// <summary>Until the peer no longer gets faster, and for at least so long: its code is compiled anew while it runs.</summary>
    public async Task WarmAsync(Peer peer, Operation operation, int atLeastSeconds, CancellationToken stop)
    {
        var slice = Math.Clamp(atLeastSeconds / 4, 1, 5);
        var last = 0.0;
        for (var passed = 0; passed < 4 * atLeastSeconds; passed += slice)
        {
            var rate = (await MeasureAsync(peer, operation, slice, stop)).Rate;
            if (passed + slice >= atLeastSeconds && Math.Abs(rate - last) < Stable * rate)
                return;
            last = rate;
        }
    }

    public async Task<Figures> MeasureAsync(Peer peer, Operation operation, int seconds, CancellationToken stop)
    {
        var requests = Path.Combine(folder, $"{peer.Name}-{operation.Name}.requests");
        await File.WriteAllLinesAsync(
            requests,
            operation.Variables.Select(variables => peer.Program.IsGraphQL ? operation.BodyFor(variables) : operation.PathFor(variables)),
            stop
        );
        var (server, database) = (ProcessUse.Seconds(peer.ProcessId), DatabaseSeconds());
        string[] token = peer.Program.Token is { } bearer ? [bearer] : [];
        var output = await Shell.RunAsync(
            "wrk",
            [
                $"-t{Threads}",
                $"-c{Connections}",
                $"-d{seconds}s",
                // What comes late is late, and counts as that.
                "--timeout",
                "30s",
                "-s",
                Path.Combine(AppContext.BaseDirectory, "requests.lua"),
                peer.Address.ToString(),
                requests,
                .. token,
            ],
            environment: null,
            stop
        );
        var figures = output.Split('\n').Single(line => line.StartsWith("figures ", StringComparison.Ordinal)).Split(' ')[1..];
        var (answers, duration, bytes, errors) = (Number(0), Number(1), Number(2), Number(3));
        return errors == 0
            ? new Figures
            {
                Rate = answers / (duration / 1e6),
                P50Milliseconds = Number(4) / 1e3,
                P99Milliseconds = Number(5) / 1e3,
                BytesPerAnswer = bytes / answers,
                ServerMicroseconds = (ProcessUse.Seconds(peer.ProcessId) - server) * 1e6 / answers,
                DatabaseMicroseconds = (DatabaseSeconds() - database) * 1e6 / answers,
                ResidentMegabytes = ProcessUse.ResidentMegabytes(peer.ProcessId),
            }
            : throw new InvalidOperationException($"{peer.Name} failed {errors} times under {operation.Name}:\n{output}");

        double Number(int index) => double.Parse(figures[index], CultureInfo.InvariantCulture);
    }

    private double DatabaseSeconds() => databaseProcess is { } process ? ProcessUse.SecondsWithChildren(process) : 0;
}
