using System.CommandLine;
using Lintel.Reads;

// Measures Q0 to Q4 on raw SQL, Lintel and a batching GraphQL server over the same data; see bench/README.md.
var data = new Option<string>("--data")
{
    Description = "Folder of the data set, made at the first run and kept.",
    DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "lintel-bench-data"),
};
var peers = new Option<string[]>("--peers")
{
    Description = "raw, lintel, batching",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [.. PeerNames.All],
};
peers.AcceptOnlyFromAmong([.. PeerNames.All]);
var queries = new Option<string[]>("--queries")
{
    Description = "Q0 to Q4",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [.. Operations.Names],
};
queries.AcceptOnlyFromAmong([.. Operations.Names]);
var warm = new Option<int?>("--warm") { Description = "Least seconds of warm-up of each query on each peer; default 20." };
var seconds = new Option<int?>("--seconds") { Description = "Seconds of one measurement; default 8." };
var rounds = new Option<int?>("--rounds") { Description = "Measurements of each query on each peer, in turn; default 3." };
var quick = new Option<bool>("--quick") { Description = "A few minutes: 6 s of warm-up, 2 rounds of 4 s. To look at, not to keep." };
var sqlite = new Option<bool>("--sqlite") { Description = "On SQLite." };
var listings = new Option<int>("--listings")
{
    Description = "200000, or a multiple of it on PostgreSQL, e.g. 2000000.",
    DefaultValueFactory = _ => 200_000,
};
var history = new Option<string?>("--history") { Description = "File that gets the result on top, e.g. bench/RESULTS.md." };
var withoutTelemetry = new Option<bool>("--without-telemetry") { Description = "Lintel exports no telemetry, to see what it costs." };
var against = new Option<string?>("--against")
{
    Description = "A commit, built and measured beside this state over a copy of the same data, on PostgreSQL, as one more peer.",
};
var command = new RootCommand("Reads against hand-written SQL.")
{
    data,
    peers,
    queries,
    warm,
    seconds,
    rounds,
    quick,
    sqlite,
    listings,
    withoutTelemetry,
    against,
    history,
};
command.SetAction(
    async (arguments, stop) =>
    {
        if (arguments.GetValue(against) is not null && (arguments.GetValue(sqlite) || arguments.GetValue(listings) > BenchData.SeededListings))
        {
            await Console.Error.WriteLineAsync("--against goes with PostgreSQL and 200,000 listings only");
            return 1;
        }

        var isQuick = arguments.GetValue(quick);
        var options = new BenchmarkOptions
        {
            Data = Path.GetFullPath(arguments.GetRequiredValue(data)),
            Peers = arguments.GetRequiredValue(peers),
            Queries = arguments.GetRequiredValue(queries),
            WarmSeconds = arguments.GetValue(warm) ?? (isQuick ? 6 : 20),
            Seconds = arguments.GetValue(seconds) ?? (isQuick ? 4 : 8),
            Rounds = arguments.GetValue(rounds) ?? (isQuick ? 2 : 3),
            Listings = arguments.GetValue(listings),
            OnSqlite = arguments.GetValue(sqlite),
            WithTelemetry = !arguments.GetValue(withoutTelemetry),
            Against = arguments.GetValue(against),
            History = arguments.GetValue(history),
        };
        return await ToldAsync(async () =>
        {
            await new Benchmark(options).RunAsync(stop);
            return true;
        });
    }
);

var times = new Option<int>("--times") { Description = "How often each document is sent.", DefaultValueFactory = _ => 50 };
var hostile = new Command("hostile", "What documents cost that are made to hurt.") { data, times, history };
hostile.SetAction(
    (arguments, stop) =>
        ToldAsync(() =>
            new HostileRun(Path.GetFullPath(arguments.GetRequiredValue(data)), arguments.GetValue(times), arguments.GetValue(history)).RunAsync(stop)
        )
);
command.Subcommands.Add(hostile);

var connections = new Option<int>("--connections") { Description = "How many are opened.", DefaultValueFactory = _ => 10_000 };
var idle = new Command("idle", "What connections cost that say nothing.") { data, connections, history };
idle.SetAction(
    (arguments, stop) =>
        ToldAsync(() =>
            new IdleRun(Path.GetFullPath(arguments.GetRequiredValue(data)), arguments.GetValue(connections), arguments.GetValue(history)).RunAsync(
                stop
            )
        )
);
command.Subcommands.Add(idle);
return await command.Parse(args).InvokeAsync();

static async Task<int> ToldAsync(Func<Task<bool>> run)
{
    try
    {
        return await run() ? 0 : 1;
    }
    catch (InvalidOperationException fault)
    {
        await Console.Error.WriteLineAsync(fault.Message);
        return 1;
    }
}
