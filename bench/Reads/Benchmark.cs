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

    /// <summary>A Markdown file that gets the result at its top.</summary>
    public required string? History { get; init; }
}

/// <summary>One run: data, peers, check, warm-up, rounds, table.</summary>
internal sealed class Benchmark(BenchmarkOptions options)
{
    private static readonly string Artifacts = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private readonly Keys _keys = new(Path.Combine(options.Data, "keys"));

    public async Task RunAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(options.Data);
        await Shell.InstallAsync("wrk", () => File.Exists("/usr/bin/wrk") || File.Exists("/usr/local/bin/wrk"), stop);
        await using var cluster = options.OnSqlite ? null : await PostgresCluster.StartAsync(options.Data, stop);
        var data = new BenchData(options.Data, AssemblyOf("Server"), _keys);
        var connection = cluster is null ? await data.OnSqliteAsync(stop) : await data.OnPostgresAsync(cluster, options.Listings, stop);

        var peers = new List<Peer>();
        try
        {
            foreach (var name in options.Peers)
                peers.Add(await Peer.StartAsync(ProgramOf(name, data, connection), stop));
            var load = new Load(Directory.CreateDirectory(Path.Combine(options.Data, "requests")).FullName, cluster?.ProcessId);
            var table = await MeasureAsync(peers, load, stop);
            Console.WriteLine(table);
            if (options.History is { } history)
                await KeepAsync(history, table, stop);
        }
        finally
        {
            foreach (var peer in peers)
                await peer.DisposeAsync();
        }
    }

    private async Task<string> MeasureAsync(List<Peer> peers, Load load, CancellationToken stop)
    {
        var source =
            peers.Find(peer => peer.Program.IsGraphQL)
            ?? throw new InvalidOperationException("One of lintel and batching is needed to choose rows by.");
        var work = new List<(Peer Peer, Operation Operation)>();
        foreach (var name in options.Queries)
        {
            var operation = await Operations.ForAsync(name, source, stop);
            foreach (var peer in peers)
                work.Add((peer, await Operations.WithCursorsOfAsync(operation, peer, stop)));
        }

        foreach (var query in work.GroupBy(one => one.Operation.Name, StringComparer.Ordinal))
            await CheckAsync([.. query], stop);
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
                    string.Create(CultureInfo.InvariantCulture, $"round {round} {operation.Name} {peer.Name} {figures.Rate:N0} req/s")
                );
                report.Add(operation.Name, peer.Name, figures);
            }
        }

        return report.ToMarkdown(options.Queries, options.Peers);
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

    private PeerProgram ProgramOf(string name, BenchData data, string connection)
    {
        var provider = options.OnSqlite ? "Sqlite" : "Postgres";
        return name switch
        {
            PeerNames.Lintel => new PeerProgram(
                name,
                AssemblyOf("Server"),
                new Dictionary<string, string>(data.Environment, StringComparer.Ordinal)
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
                AssemblyOf(name == PeerNames.Raw ? "Raw" : "Batching"),
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

    /// <summary>A project's assembly, of the configuration that this program was built in.</summary>
    private static string AssemblyOf(string project) => Path.Combine(Artifacts, project, Configuration, $"Lintel.{project}.dll");

    private async Task KeepAsync(string history, string table, CancellationToken stop)
    {
        var commit = (await Shell.RunAsync("git", ["rev-parse", "--short", "HEAD"], environment: null, stop)).Trim();
        var processor = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':')[1]
            .Trim();
        var title = string.Create(
            CultureInfo.InvariantCulture,
            $"## {TimeProvider.System.GetUtcNow():yyyy-MM-dd} · reads on {(options.OnSqlite ? "SQLite" : "PostgreSQL")}, {options.Listings:N0} listings · {commit} · {Environment.ProcessorCount} × {processor}"
        );
        var how = string.Create(
            CultureInfo.InvariantCulture,
            $"`bench/measure`: wrk, 16 connections, on the cores of the servers; median of {options.Rounds} rounds of {options.Seconds} s, each query warmed for at least {options.WarmSeconds} s."
        );
        var lines = await File.ReadAllLinesAsync(history, stop);
        var first = Array.FindIndex(lines, line => line.StartsWith("## ", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(history, [.. lines[..first], title, "", how, "", .. table.TrimEnd().Split('\n'), "", .. lines[first..]], stop);
    }
}
