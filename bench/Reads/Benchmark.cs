using System.Globalization;

namespace Lintel.Reads;

/// <summary>What a run does.</summary>
internal sealed record BenchmarkOptions
{
    public required string Data { get; init; }
    public required IReadOnlyList<string> Peers { get; init; }
    public required IReadOnlyList<string> Queries { get; init; }
    public required int WarmSeconds { get; init; }
    public required int Seconds { get; init; }
    public required int Rounds { get; init; }
    public required int Listings { get; init; }
    public required bool OnSqlite { get; init; }

    /// <summary>Lintel exports traces, metrics and logs, as in production.</summary>
    public required bool WithTelemetry { get; init; }

    /// <summary>A commit to be measured beside this state.</summary>
    public required string? Against { get; init; }

    /// <summary>A larger data set is measured beside the ordinary one, so that it is seen what the growth costs.</summary>
    public IEnumerable<int> Sizes => Listings > BenchData.SeededListings ? [BenchData.SeededListings, Listings] : [BenchData.SeededListings];

    /// <summary>A Markdown file that gets the result at its top.</summary>
    public required string? History { get; init; }
}

/// <summary>One run: data, peers, check, warm-up, rounds, table.</summary>
internal sealed class Benchmark(BenchmarkOptions options)
{
    private readonly Keys _keys = new(Path.Combine(options.Data, "keys"));

    public async Task RunAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(options.Data);
        await Shell.InstallAsync("wrk", () => File.Exists("/usr/bin/wrk") || File.Exists("/usr/local/bin/wrk"), stop);
        await using var cluster = options.OnSqlite ? null : await PostgresCluster.StartAsync(options.Data, stop);
        var data = new BenchData(options.Data, Assemblies.Of("Server"), _keys);

        using var sink = options.WithTelemetry ? OtlpSink.Start() : null;
        var peers = new List<Peer>();
        try
        {
            if (options.Against is { } commit)
                peers.AddRange(await StartBesideAsync(await EarlierBuild.OfAsync(commit, options.Data, stop), data, cluster!, sink, stop));
            else
                foreach (var listings in options.Sizes)
                {
                    var connection = cluster is null ? await data.OnSqliteAsync(stop) : await data.OnPostgresAsync(cluster, listings, stop);
                    peers.AddRange(await StartAllAsync(connection, listings, data, sink, stop));
                }

            var load = new Load(Directory.CreateDirectory(Path.Combine(options.Data, "requests")).FullName, cluster?.ProcessId);
            var table = await MeasureAsync(peers, load, stop);
            Console.WriteLine(table);
            if (sink is not null)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"telemetry: {sink.Exports} exports, {sink.Bytes:N0} bytes"));
            if (options.History is { } history)
                await KeepAsync(history, table, stop);
        }
        finally
        {
            foreach (var peer in peers)
                await peer.DisposeAsync();
        }
    }

    private async Task<List<Peer>> StartAllAsync(string connection, int listings, BenchData data, OtlpSink? sink, CancellationToken stop)
    {
        var peers = new List<Peer>();
        foreach (var name in options.Peers)
            peers.Add(await Peer.StartAsync(ProgramOf(name, data, connection, sink) with { Listings = listings }, stop));
        return peers;
    }

    private async Task<List<Peer>> StartBesideAsync(
        EarlierBuild build,
        BenchData data,
        PostgresCluster cluster,
        OtlpSink? sink,
        CancellationToken stop
    )
    {
        var (earlier, present) = await data.OnPostgresAsync(cluster, build, stop);
        var program = ProgramOf(PeerNames.Lintel, data, earlier, sink) with
        {
            Name = build.Commit,
            Assembly = build.Assembly,
            Listings = BenchData.SeededListings,
        };
        return [.. await StartAllAsync(present, BenchData.SeededListings, data, sink, stop), await Peer.StartAsync(program, stop)];
    }

    private async Task<string> MeasureAsync(List<Peer> peers, Load load, CancellationToken stop)
    {
        var work = new List<(Peer Peer, Operation Operation)>();
        foreach (var name in options.Queries)
        {
            foreach (var same in peers.GroupBy(peer => peer.Program.Listings))
            {
                var source =
                    same.FirstOrDefault(peer => peer.Program.IsGraphQL)
                    ?? throw new InvalidOperationException("One of lintel and batching is needed to choose rows by.");
                var operation = await Operations.ForAsync(name, source, stop);
                var asked = new List<(Peer Peer, Operation Operation)>();
                foreach (var peer in same)
                    asked.Add((peer, await Operations.WithCursorsOfAsync(operation, peer, stop)));

                await CheckAsync(asked, stop);
                work.AddRange(asked);
            }
        }

        foreach (var (peer, operation) in work)
        {
            Console.Error.WriteLine($"warming {peer.Name} {operation.Name}");
            await load.WarmAsync(peer, operation, options.WarmSeconds, stop);
        }

        var report = new Report();
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var (peer, operation) in work)
            {
                var figures = await load.MeasureAsync(peer, operation, options.Seconds, stop);
                Console.Error.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"round {round} {operation.Name} {peer.Name} of {peer.Program.Listings:N0}: {figures.Rate:N0} req/s"
                    )
                );
                report.Add(new Measured(operation.Name, peer.Program.Listings, peer.Name), figures);
            }
        }

        return report.ToMarkdown();
    }

    /// <summary>A peer that answers something else is not a peer.</summary>
    private static async Task CheckAsync(IReadOnlyList<(Peer Peer, Operation Operation)> asked, CancellationToken stop)
    {
        var (first, operation) = asked[0];
        for (var i = 0; i < operation.Variables.Count; i++)
        {
            var expected = (await first.AskAsync(operation, operation.Variables[i], stop))["data"];
            foreach (var (peer, own) in asked.Skip(1))
            {
                var answer = (await peer.AskAsync(own, own.Variables[i], stop))["data"];
                if (AnswerCheck.Difference(expected, answer) is { } difference)
                {
                    throw new InvalidOperationException(
                        $"{first.Name} and {peer.Name} differ in {operation.Name} with {operation.Variables[i].ToJsonString()}: {difference}"
                    );
                }
            }
        }

        Console.Error.WriteLine(
            $"{operation.Name}: {operation.Variables.Count} answers, the same from {string.Join(", ", asked.Select(one => one.Peer.Name))}"
        );
    }

    private PeerProgram ProgramOf(string name, BenchData data, string connection, OtlpSink? sink)
    {
        var provider = options.OnSqlite ? "Sqlite" : "Postgres";
        return name switch
        {
            PeerNames.Lintel => new PeerProgram(
                name,
                Assemblies.Of("Server"),
                new Dictionary<string, string>([.. data.Environment, .. sink?.Environment ?? OtlpSink.None], StringComparer.Ordinal)
                {
                    ["Lintel__Database__Provider"] = provider,
                    ["Lintel__Database__ConnectionString"] = connection,
                }
            )
            {
                ReadyPath = "/health/ready",
                Token = _keys.Token(),
            },
            _ => new PeerProgram(
                name,
                Assemblies.Of(name == PeerNames.Raw ? "Raw" : "Batching"),
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["DOTNET_ENVIRONMENT"] = "Production",
                    ["Peer__Provider"] = provider,
                    ["Peer__ConnectionString"] = connection,
                }
            )
            {
                IsGraphQL = name != PeerNames.Raw,
            },
        };
    }

    private Task KeepAsync(string history, string table, CancellationToken stop) =>
        History.KeepAsync(
            history,
            string.Create(CultureInfo.InvariantCulture, $"reads on {(options.OnSqlite ? "SQLite" : "PostgreSQL")}, {options.Listings:N0} listings"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"`bench/measure`: wrk, 16 connections, on the cores of the servers; median of {options.Rounds} rounds of {options.Seconds} s, each query warmed for at least {options.WarmSeconds} s{(options.WithTelemetry ? "; Lintel's telemetry on" : "")}."
            ),
            table,
            stop
        );
}
